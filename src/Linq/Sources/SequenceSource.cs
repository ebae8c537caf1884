using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq.Sources;

/// <summary>
/// A sequence as a source. The task takes the rows from it itself, so a sequence that waits for its next row holds a
/// thread up; such a one should be asynchronous.
/// </summary>
internal sealed class SequenceSource<T>(IEnumerable<T> rows, Schema schema, Action<T, BatchBuilder> write) : ISource
{
    public Schema Schema => schema;

    public IReadOnlyList<ISplit> Splits() => [ProgramSplit.Whole];

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(rows.GetEnumerator(), write);

    private sealed class Reader(IEnumerator<T> rows, Action<T, BatchBuilder> write) : ISplitReader
    {
        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            for (int count = 0; count < maxRows; count++)
            {
                if (!rows.MoveNext())
                {
                    return ReadResult.End;
                }

                write(rows.Current, batch);
            }

            return ReadResult.More;
        }

        public void Dispose() => rows.Dispose();
    }
}
