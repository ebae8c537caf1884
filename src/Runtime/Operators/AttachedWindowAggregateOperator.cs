using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Windows that rows carry, because an earlier operator assigned them: every distinct start and end is a window of its
/// own, which closes like any other.
/// </summary>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a window closes.</param>
/// <param name="firing">When windows fire; null is once, at their end.</param>
public abstract class AttachedWindowAggregateOperator<TKey, TState>(
    Schema schema, WindowTime time, WindowFiring? firing = null)
    : WindowAggregateOperator<TKey, TState>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    /// <summary>Makes a window the current one; false when the row is late.</summary>
    protected bool Enter(long start, long end, RecordBatch batch, int row)
    {
        WindowSlice<TKey, TState>? window = Slices.Find(start, end);
        if (window is null)
        {
            long passedAt = FinalAt(end);
            if (passedAt <= WatermarkAt(batch, row))
            {
                DropLate(batch, row, start, end);
                return false;
            }

            window = Slices.Add(start, end);
            Boundary = Math.Min(Boundary, passedAt);
            if (ProcessingTime)
            {
                Context.SetTimer(passedAt + 1);
            }
        }

        Switch(window);
        return true;
    }

    // Rows bring windows that end at any time, so the next watermark may close one that came just before it.
    private protected sealed override bool MarksInLoop => true;

    private protected sealed override void Fire(long watermark)
    {
        Switch(null);
        int due = 0;
        while (due < Slices.Count && FinalAt(Slices[due].End) <= watermark)
        {
            WindowSlice<TKey, TState> window = Slices[due++];
            Emit(window.Groups, window.Start, window.End);
        }

        if (due != 0)
        {
            RemoveFirst(due);
        }

        Boundary = Slices.Count == 0 ? WatermarkElement.Max : FinalAt(Slices[0].End);
    }

    private protected sealed override void Resume(long watermark)
    {
        Fire(watermark);
        for (int index = 0; index < Slices.Count && ProcessingTime; index++)
        {
            Context.SetTimer(FinalAt(Slices[index].End) + 1);
        }
    }

    private protected sealed override long LastClose() =>
        Slices.Count == 0 ? WatermarkElement.Min : FinalAt(Slices[Slices.Count - 1].End);
}
