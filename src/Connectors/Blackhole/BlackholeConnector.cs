using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Blackhole;

/// <summary>Takes every row and keeps none: for measuring.</summary>
[Connector("blackhole")]
internal sealed class BlackholeConnector : IConnector
{
    public IReadOnlyList<ConnectorOption> Options { get; } = [];

    public TableCapabilities Describe(ConnectorTable table) => new() { CanWrite = true, WritesChanges = true, WritesSnapshots = true };

    public ISink CreateSink(ConnectorTable table) => new Sink();

    private sealed class Sink : ISink
    {
        public ISinkWriter Open(SinkContext context) => new Writer();
    }

    private sealed class Writer : ISinkWriter
    {
        public void Write(RecordBatch batch)
        {
        }

        public void BeginSnapshot()
        {
        }

        public void EndSnapshot()
        {
        }

        public void Finish()
        {
        }

        public void Dispose()
        {
        }
    }
}
