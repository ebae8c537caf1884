using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Linq.Sources;

/// <summary>
/// A sequence as a source. The task takes the rows from it itself, so a sequence that waits for its next row holds a
/// thread up; such a one should be asynchronous. A collection can be read again from any row; another sequence may be
/// different the second time.
/// </summary>
internal sealed class SequenceSource<T>(IEnumerable<T> rows, Schema schema, Action<T, BatchBuilder> write) : ISource
{
    public Schema Schema => schema;

    public bool Replayable { get; } = CanReplay(rows);

    public static bool CanReplay(IEnumerable<T> rows) => rows is IReadOnlyCollection<T> or ICollection<T>;

    public IReadOnlyList<ISplit> Splits() => [ProgramSplit.Whole];

    public ISplitReader Open(ISplit split, SourceContext context) =>
        new Reader(rows.Skip(Counted.At(context.Position)).GetEnumerator(), write)
        {
            Given = Replayable ? Counted.At(context.Position) : null,
        };

    private sealed class Reader(IEnumerator<T> rows, Action<T, BatchBuilder> write) : ISplitReader
    {
        /// <summary>Rows given; null where that says nothing.</summary>
        public int? Given { get; set; }

        public byte[]? Position => Given is { } given ? Counted.Position(given) : null;

        public ReadResult Read(BatchBuilder batch, int maxRows)
        {
            for (int count = 0; count < maxRows; count++)
            {
                if (!rows.MoveNext())
                {
                    return ReadResult.End;
                }

                write(rows.Current, batch);
                Given++;
            }

            return ReadResult.More;
        }

        public void Dispose() => rows.Dispose();
    }
}
