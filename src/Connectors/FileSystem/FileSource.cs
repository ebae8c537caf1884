using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;
using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>A file as a part of a source.</summary>
internal sealed record FileSplit(string Path) : ISplit
{
    public string Name => Path;
}

/// <summary>Reads the files of a path; each file is one split and keeps its order.</summary>
internal sealed class FileSource : ISource
{
    private readonly ConnectorTable _table;
    private readonly int[] _columns;
    private readonly IFormat _format;
    private readonly BadRecordPolicy _policy;
    private readonly DeadLetterFile? _deadLetters;
    private readonly AllowedRoots _roots;
    private readonly string _path;
    private readonly IReadOnlyList<FileSplit> _splits;

    /// <exception cref="ConnectorException">There is nothing at the path.</exception>
    public FileSource(ConnectorTable table, int[] columns, IFormat format, AllowedRoots roots)
    {
        var options = new OptionSet(table.Options);
        _table = table;
        _columns = columns;
        _format = format;
        _policy = BadRecords.PolicyOf(options);
        if (_policy == BadRecordPolicy.DeadLetter)
        {
            _deadLetters = new DeadLetterFile(roots.Resolve(options.Text(BadRecords.PathKey)!));
        }

        Schema = table.Schema.Select(columns);
        MonitorInterval = FileSystemConnector.MonitorInterval(options);
        _path = options.Text(FileSystemConnector.PathKey)!;
        _roots = roots;
        _splits = List();
    }

    public Schema Schema { get; }

    public bool Replayable => true;

    public TimeSpan? MonitorInterval { get; }

    public IReadOnlyList<ISplit> Splits() => MonitorInterval is null ? _splits : List();

    public ISplitReader Open(ISplit split, SourceContext context)
    {
        string path = ((FileSplit)split).Path;
        FileStream stream;
        try
        {
            stream = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConnectorErrors.Unreadable(path, error);
        }

        try
        {
            return OpenReader(path, stream, context);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // Files are told apart by their names. When they were changed says nothing: two can have the same time, and the
    // time of one that is moved here may be long ago.
    private FileSplit[] List() =>
        [.. FileListing.Find(_path, _roots, mayBeNone: MonitorInterval is not null, _table.PartitionColumns.Count != 0).Select(file => new FileSplit(file))];

    private ISplitReader OpenReader(string path, FileStream stream, SourceContext context)
    {
        var mark = new FileMark(path, stream, !_format.HasRecords, _deadLetters);
        RecordPosition start = RecordPosition.Start;
        if (context.Position is { } position)
        {
            start = mark.Read(position);
        }
        else
        {
            _deadLetters?.Begin(path);
        }

        var request = new ReadRequest
        {
            Input = stream,
            File = path,
            Table = _table,
            Columns = [.. _columns
                .Select((column, target) => (column, target))
                .Where(pair => _table.MetadataKey(pair.column) is null)
                .Select(pair => new ReadColumn(_table.Schema[pair.column], pair.target))],
            Memory = context.Memory,
            Zone = context.Zone,
            BadRecords = new BadRecords(path, context.Metrics, _policy, _deadLetters),
            Start = start,
        };
        long rate = new OptionSet(_table.Options).Number(FileSystemConnector.RateKey, 0, 1, int.MaxValue);
        IRecordReader reader = _format.OpenReader(request);
        bool whole = rate == 0 && start.Row == 0 && request.Columns.Count == _columns.Length;
        if (whole && reader is IBatchRecordReader { PassesBatches: true } batches)
        {
            return new FileBatchReader(batches, mark, request.Input.Length, context.Metrics);
        }

        return new FileSplitReader(
            reader,
            request,
            mark,
            new FileMetadata(_table, _columns, path),
            rate == 0 ? null : new RowPacer(rate, context.Clock),
            context.Metrics);
    }
}
