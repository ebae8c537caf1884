using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>
/// Constant rows as a source: one split for each list. Values have the form <see cref="Column.GetValue"/> gives.
/// </summary>
public sealed class ValuesSource(Schema schema, IReadOnlyList<IReadOnlyList<object?[]>> splits) : ISource
{
    private readonly ISplit[] _splits = [.. splits.Select((rows, number) => new Split(number, rows))];

    public Schema Schema { get; } = schema;

    public bool Replayable => true;

    /// <summary>A source of one split.</summary>
    public static ValuesSource Of(Schema schema, params object?[][] rows) => new(schema, [(IReadOnlyList<object?[]>)rows]);

    public IReadOnlyList<ISplit> Splits() => _splits;

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(((Split)split).Rows, Counted.At(context.Position));

    private sealed record Split(int Number, IReadOnlyList<object?[]> Rows) : ISplit
    {
        public string Name => $"values {Number}";
    }

    private sealed class Reader(IReadOnlyList<object?[]> values, int next) : ISplitReader
    {
        private int _next = next;

        public byte[]? Position => Counted.Position(_next);

        public ReadResult Read(BatchBuilder rows, int maxRows)
        {
            for (int row = 0; row < maxRows && _next < values.Count; row++)
            {
                rows.AppendRow(RowKind.Insert, values[_next++]);
            }

            return _next < values.Count ? ReadResult.More : ReadResult.End;
        }

        public void Dispose()
        {
        }
    }
}
