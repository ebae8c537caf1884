using System.Diagnostics;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;

namespace FlinkSql.Bench.State;

/// <summary>The same batches again and again for a time, each round later than the one before by its first column.</summary>
internal sealed class EndlessSource(IReadOnlyList<RecordBatch> batches, long roundMilliseconds, TimeSpan time) : ISource
{
    private long _first;

    public bool Replayable => true;

    public Schema Schema => batches[0].Schema;

    /// <summary>Rows given so far.</summary>
    public long Given { get; private set; }

    /// <summary>Since the first one.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_first);

    public IReadOnlyList<ISplit> Splits() => [new Split()];

    public ISplitReader Open(ISplit split, SourceContext context)
    {
        _first = Stopwatch.GetTimestamp();
        Given = 0;
        return new Reader(this, context.Memory);
    }

    private bool IsOver => Elapsed >= time;

    private RecordBatch Batch(int number, BufferPool memory)
    {
        RecordBatch batch = batches[number % batches.Count];
        long later = number / batches.Count * roundMilliseconds;
        var times = new BatchBuilder(new Schema([Schema[0]]), memory);
        foreach (long at in batch.Values<long>(0))
        {
            times.Fixed<long>(0).Append(at + later);
            times.EndRow();
        }

        using RecordBatch made = times.Build();
        return new RecordBatch(
            Schema,
            [made.Column(0).Retain(), .. Enumerable.Range(1, batch.ColumnCount - 1).Select(column => batch.Column(column).Retain())],
            batch.RowCount);
    }

    private sealed record Split : ISplit
    {
        public string Name => "batches";
    }

    private sealed class Reader(EndlessSource source, BufferPool memory) : IBatchReader
    {
        private int _number;

        public byte[] Position => BitConverter.GetBytes(_number);

        public ReadResult ReadBatch(out RecordBatch? batch)
        {
            batch = null;
            if (source.IsOver)
            {
                return ReadResult.End;
            }

            batch = source.Batch(_number++, memory);
            source.Given += batch.RowCount;
            return ReadResult.More;
        }

        public void Dispose()
        {
        }
    }
}
