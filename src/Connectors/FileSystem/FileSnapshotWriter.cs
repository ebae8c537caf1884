using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;
using FlinkSql.Connectors.Formats;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Replaces one file by the next: each snapshot is written into a hidden file, synced, and takes the place of the last
/// by one rename, so that readers and crashes find one of both whole. What was replaced is not brought back when the job
/// fails later.
/// </summary>
/// <param name="target">The file to replace.</param>
/// <param name="open">Makes the writer of the format over a new file.</param>
/// <param name="context">What is known of the task.</param>
internal sealed class FileSnapshotWriter(string target, Func<Stream, IRecordWriter> open, SinkContext context)
    : ISinkWriter
{
    private readonly string _folder = Path.GetDirectoryName(target)!;
    private string? _temporary;
    private FileStream? _stream;
    private IRecordWriter? _writer;

    public void BeginSnapshot() => Run("writing", () =>
    {
        _temporary = FileSink.Temporary(_folder, context.Subtask);
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writer = open(_stream);
    });

    public void Write(RecordBatch batch) => Run("writing", () => _writer!.Write(batch));

    public void EndSnapshot()
    {
        Run("writing", () =>
        {
            _writer!.Finish();
            _stream!.Flush(flushToDisk: true);
            context.Metrics.Bytes += _stream.Length;
        });
        CloseFile();
        Run("publishing", () =>
        {
            DurableFiles.Replace(_temporary!, target);
            _temporary = null;
            DurableFiles.SyncFolder(_folder);
        });
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
        CloseFile();
        if (_temporary is not null)
        {
            // A snapshot that is not whole is nobody's business; failing to remove it must not hide what stopped it.
            try
            {
                File.Delete(_temporary);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
            }

            _temporary = null;
        }
    }

    private void CloseFile()
    {
        _writer?.Dispose();
        _stream?.Dispose();
        (_writer, _stream) = (null, null);
    }

    private void Run(string doing, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConnectorErrors.SystemError(target, doing, error);
        }
    }
}
