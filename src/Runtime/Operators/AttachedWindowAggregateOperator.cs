using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Windows that rows carry, because an earlier operator assigned them: every distinct start and end is a window of its
/// own, which closes like any other.
/// </summary>
public abstract class AttachedWindowAggregateOperator<TKey, TState>(Schema schema, WindowTime time)
    : WindowAggregateOperator<TKey, TState>(schema, time)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    /// <summary>Makes a window the current one; false when the row is late.</summary>
    protected bool Enter(long start, long end, RecordBatch batch, int row)
    {
        WindowSlice<TKey, TState>? window = Slices.Find(start, end);
        if (window is null)
        {
            long passedAt = WindowLine.ToInstant(end - 1);
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
        while (due < Slices.Count && WindowLine.ToInstant(Slices[due].End - 1) <= watermark)
        {
            WindowSlice<TKey, TState> window = Slices[due++];
            Emit(window.Groups, window.Start, window.End);
        }

        if (due != 0)
        {
            RemoveFirst(due);
        }

        Boundary = Slices.Count == 0 ? WatermarkElement.Max : WindowLine.ToInstant(Slices[0].End - 1);
    }
}
