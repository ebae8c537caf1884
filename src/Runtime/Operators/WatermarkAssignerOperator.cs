using FlinkSql.Runtime.Faults;
using System.Numerics;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Makes watermarks from rows. A derived class computes the watermark expression; here its running maximum, kept for
/// each split and merged over them, becomes marks in the batch: after a row that moves it by more than the watermark
/// interval since the last one sent, and from a timer for what is left over. The rule looks at single rows, so batches
/// of any size give the same watermarks.
/// </summary>
/// <param name="rowtimeColumn">The event-time column.</param>
/// <param name="nulls">What to do with a row that has none.</param>
/// <param name="onEvent">Whether every advance is sent, whatever the interval.</param>
public abstract class WatermarkAssignerOperator(int rowtimeColumn, NullRowtime nulls, bool onEvent = false) : Operator
{
    private readonly RowtimeFilter _filter = new(rowtimeColumn, nulls);
    private readonly SplitWatermarks _splits = new();
    private long[] _watermarks = [];
    private WatermarkMark[] _marks = [];
    private long _interval;
    private long _sent = WatermarkElement.Min;
    private long _threshold = WatermarkElement.Min;
    private long _resend = WatermarkElement.Min;
    private bool _timerSet;

    public override bool SavesState => true;

    public override void Process(int input, RecordBatch batch)
    {
        Resend();
        batch = _filter.Apply(batch, Context);
        int marks = MarkBatch(batch, _splits.Ceiling);
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
            _sent = _threshold = time;
            Output.EmitWatermark(time);
        }
    }

    public override void OnTimer(long time)
    {
        _timerSet = false;
        Resend();
        if (_splits.Current > _sent)
        {
            _sent = _splits.Current;
            _threshold = Threshold(_sent);
            Output.EmitWatermark(_sent);
        }
    }

    /// <summary>Behind the watermarks the splits are one stream.</summary>
    public sealed override void OnSplit(SplitMetrics split, SplitChange change)
    {
        Resend();
        if (_splits.Note(split, change))
        {
            OnTimer(0);
        }
    }

    /// <summary>What the rows before have moved the watermark to belongs before the change of status.</summary>
    public override void OnStatus(bool idle)
    {
        OnTimer(0);
        Output.EmitStatus(idle);
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        snapshot.Put("sent", Math.Max(_sent, _resend));
        snapshot.Put("reached", _splits.Current);
    }

    /// <summary>
    /// Those behind it begin without a watermark, so the last one is sent again before all else; what rows have reached
    /// beyond it waits for the timer again.
    /// </summary>
    public override void Restore(RestoredState state)
    {
        if (Planted.Has(PlantedBug.WatermarksLost))
        {
            return;
        }

        _resend = state.Least("sent", WatermarkElement.Min);
        _threshold = Threshold(_resend);
        _splits.Restore(state.Least("reached", WatermarkElement.Min));
        if (_splits.Current > _resend)
        {
            SetTimer();
        }
    }

    /// <summary>
    /// Computes the watermark expression of every row in ms since 1970-01-01T00:00; <see cref="long.MinValue"/> where
    /// it is NULL.
    /// </summary>
    protected abstract void Compute(RecordBatch batch, Span<long> watermarks);

    protected override void OnOpen() =>
        _interval = onEvent ? 0 : (long)Context.WatermarkInterval.TotalMilliseconds;

    /// <summary>
    /// Times of the rows that are their watermarks but for a delay; false where the watermarks have to be computed.
    /// </summary>
    private protected virtual bool TryTimes(RecordBatch batch, out ReadOnlySpan<long> times, out long delay)
    {
        times = [];
        delay = 0;
        return false;
    }

    /// <summary>Moves the watermark of the split on, but puts marks only as far as the other splits allow.</summary>
    private int MarkBatch(RecordBatch batch, long ceiling)
    {
        if (batch.RowCount == 0)
        {
            return 0;
        }

        if (!TryTimes(batch, out ReadOnlySpan<long> times, out long delay))
        {
            times = Computed(batch);
        }

        // Most batches do not reach the next mark, which the greatest watermark alone tells.
        int marks = 0;
        long greatest = Greatest(times) - delay;
        if (Math.Min(greatest, ceiling) > _threshold)
        {
            if (_marks.Length < batch.RowCount)
            {
                _marks = new WatermarkMark[batch.RowCount + 1];
            }

            marks = Mark(times, delay, ceiling);
        }

        _splits.Advance(greatest);
        return marks;
    }

    private Span<long> Computed(RecordBatch batch)
    {
        if (_watermarks.Length < batch.RowCount)
        {
            _watermarks = new long[batch.RowCount];
        }

        Span<long> watermarks = _watermarks.AsSpan(0, batch.RowCount);
        Compute(batch, watermarks);
        return watermarks;
    }

    private static long Greatest(ReadOnlySpan<long> times)
    {
        var vector = new Vector<long>(long.MinValue);
        int row = 0;
        for (; row <= times.Length - Vector<long>.Count; row += Vector<long>.Count)
        {
            vector = Vector.Max(vector, new Vector<long>(times[row..]));
        }

        long greatest = long.MinValue;
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            greatest = Math.Max(greatest, vector[lane]);
        }

        for (; row < times.Length; row++)
        {
            greatest = Math.Max(greatest, times[row]);
        }

        return greatest;
    }

    /// <summary>
    /// Finds the rows whose watermark passes the threshold, a vector of rows at a time. Such a row is always a new
    /// maximum, since no row before passed the threshold.
    /// </summary>
    private int Mark(ReadOnlySpan<long> times, long delay, long ceiling)
    {
        int count = 0;
        int row = 0;
        for (; row <= times.Length - Vector<long>.Count; row += Vector<long>.Count)
        {
            // A threshold that close to the end of time is passed by no row.
            long limit = _threshold > long.MaxValue - delay ? long.MaxValue : _threshold + delay;
            if (Vector.GreaterThanAny(new Vector<long>(times[row..]), new Vector<long>(limit)))
            {
                count = MarkRows(times, row, row + Vector<long>.Count, count, delay, ceiling);
            }
        }

        return MarkRows(times, row, times.Length, count, delay, ceiling);
    }

    private int MarkRows(ReadOnlySpan<long> times, int from, int to, int count, long delay, long ceiling)
    {
        long threshold = _threshold;
        WatermarkMark[] marks = _marks;
        for (int row = from; row < to; row++)
        {
            // Without a branch: which rows move the watermark cannot be foreseen.
            long watermark = Math.Min(times[row] - delay, ceiling);
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

    private void Resend()
    {
        if (_resend > _sent)
        {
            _sent = _resend;
            Output.EmitWatermark(_sent);
        }
    }

    private void SetTimer()
    {
        if (_splits.Current > _sent && !_timerSet)
        {
            _timerSet = true;
            Context.SetTimer(Context.Now + _interval);
        }
    }
}
