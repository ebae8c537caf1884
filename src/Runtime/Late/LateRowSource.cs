using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Late;

/// <summary>
/// Late rows of an operator as a source: first those that are kept, then those that come, until its job has ended.
/// </summary>
/// <param name="log">The rows.</param>
/// <param name="columns">Which columns of <see cref="LateRowLog.Schema"/> to give.</param>
/// <param name="ended">Says when no more rows can come.</param>
public sealed class LateRowSource(LateRowLog log, int[] columns, Task ended) : ISource
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    public Schema Schema { get; } = log.Schema.Select(columns);

    public IReadOnlyList<ISplit> Splits() => [new Split(log.Name)];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(this, log.Overwritten);

    private sealed record Split(string Operator) : ISplit
    {
        public string Name => $"late rows of {Operator}";
    }

    private sealed class Reader(LateRowSource source, long next) : IBatchReader
    {
        private long _next = next;

        public ReadResult ReadBatch(out RecordBatch? batch)
        {
            // Asked first: a row that comes before the end is then there to be read.
            bool last = source.Ended.IsCompleted;
            using RecordBatch? rows = source.Log.Read(_next);
            if (rows is null)
            {
                batch = null;
                return last ? ReadResult.End : ReadResult.Wait(LookAgain);
            }

            _next += rows.RowCount;
            batch = rows.Select(source.Schema, source.Columns);
            return ReadResult.More;
        }

        public void Dispose()
        {
        }
    }

    private LateRowLog Log => log;

    private int[] Columns => columns;

    private Task Ended => ended;
}
