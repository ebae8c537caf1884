using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>Runs: rows that follow each other and lie in one slice.</summary>
public abstract partial class SlicedWindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    /// <summary>
    /// Finds the next rows that lie in one slice, which becomes the current one, and gives the first row behind them. Rows
    /// before them that are late, in no window, or without a time are dealt with.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="column">The time column.</param>
    /// <param name="from">The first row, moved to the first of the run; the end when there is no run.</param>
    /// <param name="to">Behind the last row.</param>
    /// <param name="perMillisecond">Units of the column.</param>
    protected int EnterRun(RecordBatch batch, int column, ref int from, int to, long perMillisecond = 1)
    {
        ReadOnlySpan<long> times = batch.Values<long>(column);
        Bits valid = batch.Column(column).NullCount == 0 ? default : batch.Validity(column);
        for (; from < to; from++)
        {
            if (!valid.AllSet && !valid[from])
            {
                SkipRow();
                continue;
            }

            long time = InMilliseconds(times[from], perMillisecond);
            if (IsCurrent(time) || Enter(time, batch, from))
            {
                int end = TimeRun.End(times, from + 1, to, Current!.Start * perMillisecond, _shape.Slice * perMillisecond);
                return valid.AllSet ? end : UpToNull(valid, from + 1, end);
            }
        }

        return to;
    }

    /// <summary>
    /// The same where not every row counts: a slice that is not open yet does not become current, and then the rows of the
    /// run that count have to <see cref="Enter"/>, as do those that are late. Rows without a time are in any run.
    /// </summary>
    /// <param name="times">The time column.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">Behind the last row.</param>
    /// <param name="perMillisecond">Units of the column.</param>
    protected int FindRun(ReadOnlySpan<long> times, int from, int to, long perMillisecond = 1)
    {
        long time = InMilliseconds(times[from], perMillisecond);
        long start = _shape.SliceStart(time);
        if (!IsCurrent(time))
        {
            Switch(Slices.FindRecent(time) ?? Slices.Find(start, start + _shape.Slice));
        }

        return TimeRun.End(times, from + 1, to, start * perMillisecond, _shape.Slice * perMillisecond);
    }

    private bool IsCurrent(long time) => Current is { } slice && time >= slice.Start && time < slice.End;

    private static long InMilliseconds(long time, long perMillisecond) =>
        perMillisecond == 1 ? time : TimeUnits.FloorDivide(time, perMillisecond, out _);

    private static int UpToNull(Bits valid, int from, int to)
    {
        while (from < to && valid[from])
        {
            from++;
        }

        return from;
    }
}
