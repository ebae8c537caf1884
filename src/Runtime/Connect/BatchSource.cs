using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Connect;

/// <summary>
/// Batches in memory as a source: one split for each list, passed by reference with their kinds and watermarks. It
/// keeps a reference of each batch, so it can be read again.
/// </summary>
public sealed class BatchSource(Schema schema, IReadOnlyList<IReadOnlyList<RecordBatch>> splits) : ISource
{
    private readonly ISplit[] _splits = [.. splits.Select((batches, number) => new Split(number, batches))];

    public Schema Schema { get; } = schema;

    public bool Replayable => true;

    /// <summary>A source of one split.</summary>
    public static BatchSource Of(Schema schema, params RecordBatch[] batches) => new(schema, [batches]);

    public IReadOnlyList<ISplit> Splits() => _splits;

    public ISplitReader Open(ISplit split, SourceContext context) => new Reader(((Split)split).Batches, Counted.At(context.Position));

    private sealed record Split(int Number, IReadOnlyList<RecordBatch> Batches) : ISplit
    {
        public string Name => $"batches {Number}";
    }

    private sealed class Reader(IReadOnlyList<RecordBatch> batches, int next) : IBatchReader
    {
        private int _next = next;

        public byte[]? Position => Counted.Position(_next);

        public ReadResult ReadBatch(out RecordBatch? batch)
        {
            batch = _next < batches.Count ? batches[_next++].Retain() : null;
            return _next < batches.Count ? ReadResult.More : ReadResult.End;
        }

        public void Dispose()
        {
        }
    }
}
