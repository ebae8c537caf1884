using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>Shows rows once they are committed.</summary>
internal sealed class RescaleSink(RescaleWorld world) : ISink
{
    public ISinkWriter Open(SinkContext context) => new Writer(world);

    public void Recover(SinkRun run, SinkState restored) => Commit(restored.Committables);

    public void Commit(SinkCommit commit) => Commit(commit.Committables);

    private void Commit(IReadOnlyList<byte[]> transactions)
    {
        foreach (byte[] transaction in transactions)
        {
            world.Commit(Encoding.UTF8.GetString(transaction));
        }
    }

    private sealed class Writer(RescaleWorld world) : ISinkWriter
    {
        private List<string> _rows = [];

        public void Write(RecordBatch batch)
        {
            using RecordBatch rows = batch.Retain().WithMarks([]);
            _rows.AddRange(BatchText.Print(rows).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        public SinkState Prepare(long checkpointId)
        {
            if (_rows.Count == 0)
            {
                return SinkState.Empty;
            }

            string transaction = $"{world.Transactions++}";
            world.Prepare(transaction, _rows);
            _rows = [];
            return new SinkState([Encoding.UTF8.GetBytes(transaction)], []);
        }

        public SinkState PrepareLast() => Prepare(long.MaxValue);

        public void Dispose()
        {
        }
    }
}
