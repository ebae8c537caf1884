using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>Windows that rows carry, and that fire more than once.</summary>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a window closes.</param>
/// <param name="firing">When windows fire.</param>
public abstract class UpdatingAttachedWindowAggregateOperator<TKey, TState, TValues>(
    Schema schema, WindowTime time, WindowFiring firing)
    : UpdatingWindowAggregateOperator<TKey, TState, TValues>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    private long _start = long.MinValue;
    private long _end = long.MinValue;

    /// <summary>Enters the window a row carries; a late row enters none.</summary>
    protected int Enter(long start, long end, RecordBatch batch, int row)
    {
        if (start == _start && end == _end)
        {
            return Entered;
        }

        Leave();
        (_start, _end) = (long.MinValue, long.MinValue);
        if (!TryEnter(start, end))
        {
            DropLate(batch, row, start, end);
            return 0;
        }

        (_start, _end) = (start, end);
        return 1;
    }

    private protected sealed override void Fire(long watermark)
    {
        (_start, _end) = (long.MinValue, long.MinValue);
        base.Fire(watermark);
    }
}
