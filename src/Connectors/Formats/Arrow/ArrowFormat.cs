using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Formats.Arrow;

/// <summary>Arrow IPC: the columns of the engine's own layout, in a file or as a stream. Both are read.</summary>
[Format("arrow")]
internal sealed class ArrowFormat : IFormat
{
    private const string LayoutKey = "arrow.layout";

    public IReadOnlyList<ConnectorOption> Options { get; } =
    [
        new(LayoutKey, "what is written: a file that can be read in any order, or a stream", ["file", "stream"]),
    ];

    public string Extension => "arrow";

    public bool HasRecords => false;

    public void Check(ConnectorTable table) => IsStream(table);

    public bool GoesOn => false;

    public IRecordReader OpenReader(ReadRequest request) => new ArrowRecordReader(request);

    public IRecordWriter OpenWriter(WriteRequest request) => new ArrowRecordWriter(request, IsStream(request.Table));

    private static bool IsStream(ConnectorTable table) =>
        new OptionSet(table.Options).Choice(LayoutKey, "file", "stream") == 1;
}
