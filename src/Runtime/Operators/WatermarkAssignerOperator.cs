using System.Numerics;
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
    private long _threshold = WatermarkElement.Min;
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
            _marks = new WatermarkMark[batch.RowCount + 1];
        }

        Span<long> watermarks = _watermarks.AsSpan(0, batch.RowCount);
        Compute(batch, watermarks);
        int marks = Mark(watermarks);
        if (marks != 0)
        {
            _sent = _marks[marks - 1].Time;
        }

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
            _current = _sent = _threshold = time;
            Output.EmitWatermark(time);
        }
    }

    public override void OnTimer(long time)
    {
        _timerSet = false;
        if (_current > _sent)
        {
            _sent = _current;
            _threshold = Threshold(_sent);
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

    /// <summary>
    /// Finds the rows whose watermark passes the threshold, a vector of rows at a time. Such a row is always a new
    /// maximum, since no row before passed the threshold.
    /// </summary>
    private int Mark(ReadOnlySpan<long> watermarks)
    {
        var greatest = new Vector<long>(_current);
        int count = 0;
        int row = 0;
        for (; row <= watermarks.Length - Vector<long>.Count; row += Vector<long>.Count)
        {
            var vector = new Vector<long>(watermarks[row..]);
            greatest = Vector.Max(greatest, vector);
            if (Vector.GreaterThanAny(vector, new Vector<long>(_threshold)))
            {
                count = MarkRows(watermarks, row, row + Vector<long>.Count, count);
            }
        }

        count = MarkRows(watermarks, row, watermarks.Length, count);
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            _current = Math.Max(_current, greatest[lane]);
        }

        for (; row < watermarks.Length; row++)
        {
            _current = Math.Max(_current, watermarks[row]);
        }

        return count;
    }

    private int MarkRows(ReadOnlySpan<long> watermarks, int from, int to, int count)
    {
        long threshold = _threshold;
        WatermarkMark[] marks = _marks;
        for (int row = from; row < to; row++)
        {
            // Without a branch: which rows move the watermark cannot be foreseen.
            long watermark = watermarks[row];
            bool passes = watermark > threshold;
            marks[count] = new WatermarkMark(row + 1, watermark);
            count += passes ? 1 : 0;
            threshold = passes ? Threshold(watermark) : threshold;
        }

        _threshold = threshold;
        return count;
    }

    /// <summary>What a row must pass for the next mark; at the end of time there is none.</summary>
    private long Threshold(long sent) => Math.Min(sent, WatermarkElement.Max - _interval) + _interval;

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
