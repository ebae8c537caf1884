using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Makes watermarks from rows. A derived class computes the watermark expression; here its running maximum becomes
/// marks in the batch: after a row that moves it by more than the watermark interval since the last one sent, and
/// from a timer for what is left over. The rule looks at single rows, so batches of any size give the same watermarks.
/// </summary>
/// <param name="rowtimeColumn">The event-time column.</param>
/// <param name="nulls">What to do with a row that has none.</param>
/// <param name="onEvent">Whether every advance is sent, whatever the interval.</param>
public abstract class WatermarkAssignerOperator(int rowtimeColumn, NullRowtime nulls, bool onEvent = false) : Operator
{
    private long[] _watermarks = [];
    private WatermarkMark[] _marks = [];
    private long _interval;
    private long _current = WatermarkElement.Min;
    private long _sent = WatermarkElement.Min;
    private bool _timerSet;

    public override void Process(int input, RecordBatch batch)
    {
        if (batch.Column(rowtimeColumn).NullCount != 0)
        {
            batch = WithoutNulls(batch);
        }

        if (_watermarks.Length < batch.RowCount)
        {
            _watermarks = new long[batch.RowCount];
            _marks = new WatermarkMark[batch.RowCount];
        }

        Span<long> watermarks = _watermarks.AsSpan(0, batch.RowCount);
        Compute(batch, watermarks);
        int marks = Mark(watermarks);
        if (marks != 0 || batch.Marks.Length != 0)
        {
            batch = batch.WithMarks(_marks.AsSpan(0, marks).ToArray());
        }

        Output.Emit(batch);
        SetTimer();
    }

    /// <summary>Watermarks from before are not those of this table; only the end of input is passed on.</summary>
    public override void OnWatermark(long time)
    {
        if (time == WatermarkElement.Max)
        {
            _current = _sent = time;
            Output.EmitWatermark(time);
        }
    }

    public override void OnTimer(long time)
    {
        _timerSet = false;
        if (_current > _sent)
        {
            _sent = _current;
            Output.EmitWatermark(_sent);
        }
    }

    /// <summary>What the rows before have moved the watermark to belongs before the change of status.</summary>
    public override void OnStatus(bool idle)
    {
        OnTimer(0);
        Output.EmitStatus(idle);
    }

    /// <summary>
    /// Computes the watermark expression of every row in ms since 1970-01-01T00:00; <see cref="long.MinValue"/> where
    /// it is NULL.
    /// </summary>
    protected abstract void Compute(RecordBatch batch, Span<long> watermarks);

    protected override void OnOpen() =>
        _interval = onEvent ? 0 : (long)Context.WatermarkInterval.TotalMilliseconds;

    private int Mark(ReadOnlySpan<long> watermarks)
    {
        long current = _current;
        long threshold = Threshold(_sent);
        WatermarkMark[] marks = _marks;
        int count = 0;
        for (int row = 0; row < watermarks.Length; row++)
        {
            long watermark = watermarks[row];
            if (watermark > current)
            {
                current = watermark;
                if (watermark > threshold)
                {
                    marks[count++] = new WatermarkMark(row + 1, watermark);
                    threshold = Threshold(watermark);
                }
            }
        }

        _current = current;
        if (count != 0)
        {
            _sent = marks[count - 1].Time;
        }

        return count;
    }

    /// <summary>The first watermark of all is always sent, and nothing overflows at the end of time.</summary>
    private long Threshold(long sent) => sent == WatermarkElement.Min
        ? sent
        : sent > WatermarkElement.Max - _interval ? WatermarkElement.Max : sent + _interval;

    private void SetTimer()
    {
        if (_current > _sent && !_timerSet)
        {
            _timerSet = true;
            Context.SetTimer(Context.Now + _interval);
        }
    }

    private RecordBatch WithoutNulls(RecordBatch batch)
    {
        switch (nulls)
        {
            case NullRowtime.Fail:
                throw new RuntimeException(
                    "FLS6001",
                    $"column \"{batch.Schema[rowtimeColumn].Name}\" is the event time, but it is NULL in a row",
                    "filter such rows out before the watermark, or make the time column NOT NULL");
            case NullRowtime.Keep:
                return batch;
            default:
                var kept = new List<int>(batch.RowCount);
                for (int row = 0; row < batch.RowCount; row++)
                {
                    if (!batch.Column(rowtimeColumn).IsNull(row))
                    {
                        kept.Add(row);
                    }
                }

                var builder = new BatchBuilder(batch.Schema, Context.Memory);
                builder.AppendRows(batch, [.. kept]);
                Context.Metrics.BadRecords += batch.RowCount - kept.Count;
                batch.Dispose();
                return builder.Build();
        }
    }
}
