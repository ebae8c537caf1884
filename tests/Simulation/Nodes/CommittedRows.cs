using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>A sink that shows rows when they are committed, and knows committables it has had.</summary>
internal sealed class CommittedRows : ISink
{
    private readonly HashSet<string> _known = [];
    private readonly List<string> _rows = [];

    public IReadOnlyList<string> Rows => [.. _rows.Order(StringComparer.Ordinal)];

    public ISinkWriter Open(SinkContext context) => new Writer(context);

    public void Recover(SinkRun run, SinkState restored) => Commit(new SinkCommit(run, 0, restored.Committables, false));

    public void Commit(SinkCommit commit)
    {
        foreach (string[] lines in commit.Committables.Select(bytes => Encoding.UTF8.GetString(bytes).Split('\n')))
        {
            if (_known.Add(lines[0]))
            {
                _rows.AddRange(lines.Skip(1));
            }
        }
    }

    private sealed class Writer(SinkContext context) : ISinkWriter
    {
        private readonly List<string> _open = [];
        private int _prepared;

        public void Write(RecordBatch batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                _open.Add(Probe.RowText(batch, row));
            }
        }

        public SinkState Prepare(long checkpointId)
        {
            if (_open.Count == 0)
            {
                return SinkState.Empty;
            }

            string text = string.Join('\n', _open.Prepend($"{context.Run} {context.Subtask} {_prepared++}"));
            _open.Clear();
            return new SinkState([Encoding.UTF8.GetBytes(text)], []);
        }

        public SinkState PrepareLast() => Prepare(0);

        public void Dispose()
        {
        }
    }
}
