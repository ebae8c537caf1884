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
        if (_watermarks.Length < batch.RowCount)
        {
            _watermarks = new long[batch.RowCount];
            _marks = new WatermarkMark[batch.RowCount + 1];
        }

        Span<long> watermarks = _watermarks.AsSpan(0, batch.RowCount);
        Compute(batch, watermarks);
        int marks = MarkBelow(_splits.Ceiling, watermarks);
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

    /// <summary>Moves the watermark of the split on, but puts marks only as far as the other splits allow.</summary>
    private int MarkBelow(long ceiling, Span<long> watermarks)
    {
        if (ceiling == WatermarkElement.Max)
        {
            int alone = Mark(watermarks, out long reached);
            _splits.Advance(reached);
            return alone;
        }

        long greatest = Greatest(watermarks);
        int marks = 0;
        if (ceiling > _threshold && greatest > _threshold)
        {
            Clamp(watermarks, ceiling);
            marks = Mark(watermarks, out _);
        }

        _splits.Advance(greatest);
        return marks;
    }

    private static long Greatest(ReadOnlySpan<long> watermarks)
    {
        long greatest = WatermarkElement.Min;
        foreach (long watermark in watermarks)
        {
            greatest = Math.Max(greatest, watermark);
        }

        return greatest;
    }

    private static void Clamp(Span<long> watermarks, long ceiling)
    {
        foreach (ref long watermark in watermarks)
        {
            watermark = Math.Min(watermark, ceiling);
        }
    }

    /// <summary>
    /// Finds the rows whose watermark passes the threshold, a vector of rows at a time. Such a row is always a new
    /// maximum, since no row before passed the threshold.
    /// </summary>
    private int Mark(ReadOnlySpan<long> watermarks, out long reached)
    {
        var greatest = new Vector<long>(WatermarkElement.Min);
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
        reached = Greatest(watermarks[row..]);
        for (int lane = 0; lane < Vector<long>.Count; lane++)
        {
            reached = Math.Max(reached, greatest[lane]);
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
