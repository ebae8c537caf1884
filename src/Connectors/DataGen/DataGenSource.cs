using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.DataGen;

/// <summary>One split of made-up rows, at a rate, column by column.</summary>
internal sealed class DataGenSource(Schema schema) : ISource
{
    public Schema Schema => schema;

    /// <summary>Rows in all; <see cref="long.MaxValue"/> if it never ends.</summary>
    public required long Rows { get; init; }

    public required long RowsPerSecond { get; init; }

    /// <summary>Makes the generators of the columns, with the clock of the task.</summary>
    public required Func<TimeProvider, FieldGenerator[]> Generators { get; init; }

    public IReadOnlyList<ISplit> Splits() => [new Split()];

    public ISplitReader Open(ISplit split, SourceContext context) =>
        new Reader(Generators(context.Clock), Rows, new RowPacer(RowsPerSecond, context.Clock));

    private sealed record Split : ISplit
    {
        public string Name => "datagen";
    }

    private sealed class Reader(FieldGenerator[] generators, long rowsLeft, RowPacer pacer) : ISplitReader
    {
        private long _rowsLeft = rowsLeft;

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            if (_rowsLeft == 0)
            {
                return ReadResult.End;
            }

            int count = pacer.Due((int)Math.Min(maxRows, _rowsLeft));
            if (count == 0 && maxRows > 0)
            {
                return ReadResult.Wait(pacer.Delay());
            }

            for (int column = 0; column < generators.Length; column++)
            {
                generators[column].Append(rows.Column(column), count);
            }

            rows.EndRows(count);
            pacer.Take(count);
            _rowsLeft -= count;
            return _rowsLeft == 0 ? ReadResult.End : ReadResult.More;
        }

        public void Dispose()
        {
        }
    }
}
