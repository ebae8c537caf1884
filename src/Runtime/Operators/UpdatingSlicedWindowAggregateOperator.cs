using FlinkSql.Columnar;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>TUMBLE, HOP and CUMULATE windows that fire more than once: a time is in every window that holds it.</summary>
/// <param name="shape">Which windows.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a window closes.</param>
/// <param name="firing">When windows fire.</param>
public abstract class UpdatingSlicedWindowAggregateOperator<TKey, TState, TValues>(
    WindowShape shape, Schema schema, WindowTime time, WindowFiring firing)
    : UpdatingWindowAggregateOperator<TKey, TState, TValues>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    // Times from one to the other are in the windows that were entered.
    private long _from = long.MinValue;
    private long _to = long.MinValue;

    /// <summary>The time of an instant on the line windows lie on.</summary>
    protected long WindowTimeOf(long instant) => WindowLine.FromInstant(instant);

    /// <summary>The time on the clock of the runtime, on the line windows lie on.</summary>
    protected long ProcessingTimeNow => WindowLine.FromInstant(Context.Now);

    /// <summary>Enters the windows of a time that take rows, and gives how many there are; a late row enters none.</summary>
    protected int Enter(long time, RecordBatch batch, int row)
    {
        if (time >= _from && time < _to)
        {
            return Entered;
        }

        Leave();
        (_from, _to) = (long.MinValue, long.MinValue);
        long start = shape.SliceStart(time);
        long lastEnd = shape.LastEnd(start);
        if (lastEnd <= start)
        {
            return 0;
        }

        for (long end = shape.EndAfter(time); end <= lastEnd; end += shape.Step)
        {
            TryEnter(shape.WindowStart(end), end);
        }

        if (Entered == 0)
        {
            DropLate(batch, row, shape.WindowStart(lastEnd), lastEnd);
            return 0;
        }

        (_from, _to) = (start, start + shape.Slice);
        return Entered;
    }

    private protected sealed override void Fire(long watermark)
    {
        (_from, _to) = (long.MinValue, long.MinValue);
        base.Fire(watermark);
    }
}
