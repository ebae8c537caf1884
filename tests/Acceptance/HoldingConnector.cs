using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Acceptance;

/// <summary>A connector whose sources, as long as it holds, wait at their end for more.</summary>
internal sealed class HoldingConnector(IConnector inner) : IConnector
{
    /// <summary>Longer than any test waits, shorter than what makes a source idle: nothing happens meanwhile.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    public bool Holds { get; set; }

    public IReadOnlyList<ConnectorOption> Options => inner.Options;

    public TableCapabilities Describe(ConnectorTable table) => inner.Describe(table);

    public ISource CreateSource(ConnectorTable table, int[] columns) => Holds
        ? new Source(inner.CreateSource(table, columns))
        : inner.CreateSource(table, columns);

    public ISink CreateSink(ConnectorTable table) => inner.CreateSink(table);

    private sealed class Source(ISource inner) : ISource
    {
        public Schema Schema => inner.Schema;

        public bool ReadsInTurn => inner.ReadsInTurn;

        public bool Replayable => inner.Replayable;

        public IReadOnlyList<ISplit> Splits() => inner.Splits();

        public ISplitReader Open(ISplit split, SourceContext context) => new Reader(inner.Open(split, context));
    }

    private sealed class Reader(ISplitReader inner) : ISplitReader
    {
        private bool _ended;

        public byte[]? Position => inner.Position;

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            if (_ended)
            {
                return ReadResult.Wait(Wait);
            }

            ReadResult result = inner.Read(rows, maxRows);
            _ended = result.State == ReadState.End;
            return _ended ? ReadResult.Wait(Wait) : result;
        }

        public void Dispose() => inner.Dispose();
    }
}
