using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Windows that a time column decides: TUMBLE, HOP and CUMULATE. A row is added to one slice; a window that fires
/// merges its slices, and a slice is dropped with the last window that holds it.
/// </summary>
public abstract partial class SlicedWindowAggregateOperator<TKey, TState> : WindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private readonly WindowShape _shape;
    private KeyedTable<TKey, TState>? _merged;

    // No window that ends at or before it will fire any more, and rows before _openFrom have no other window.
    private long _closedEnd = long.MinValue;
    private long _openFrom = long.MinValue;

    protected SlicedWindowAggregateOperator(
        WindowShape shape, Schema schema, WindowTime time, WindowFiring? firing = null)
        : base(schema, time, firing)
    {
        _shape = shape;
    }

    /// <summary>The time of an instant on the line windows lie on.</summary>
    protected long WindowTimeOf(long instant) => WindowLine.FromInstant(instant);

    /// <summary>The time on the clock of the runtime, on the line windows lie on.</summary>
    protected long ProcessingTimeNow => WindowLine.FromInstant(Context.Now);

    /// <summary>Makes the slice of a time the current one; false when the row is late, or in no window.</summary>
    protected bool Enter(long time, RecordBatch batch, int row)
    {
        if (Slices.FindRecent(time) is { } recent)
        {
            Switch(recent);
            return true;
        }

        long start = _shape.SliceStart(time);
        long end = start + _shape.Slice;
        long lastEnd = _shape.LastEnd(start);
        if (lastEnd <= start)
        {
            return false;
        }

        if (time < _openFrom)
        {
            DropLate(batch, row, _shape.WindowStart(lastEnd), lastEnd);
            return false;
        }

        Switch(Slices.Find(start, end) ?? Slices.Add(start, end));
        if (ProcessingTime)
        {
            Context.SetTimer(WindowLine.ToInstant(FirstEnd(start)));
        }

        return true;
    }

    public override void Close()
    {
        base.Close();
        _merged?.Release();
        _ahead?.Release();
    }

    private protected sealed override (long At, int Open) NextWindow()
    {
        if (Slices.Count == 0)
        {
            return (long.MaxValue, 0);
        }

        long first = FirstEnd(Slices[0].Start);
        long last = _shape.LastEnd(Slices[Slices.Count - 1].Start);
        return (FinalAt(first), _shape.OneSlice ? Slices.Count : (int)Math.Min(1 + ((last - first) / _shape.Step), int.MaxValue));
    }

    private protected sealed override void Fire(long watermark)
    {
        Switch(null);
        long clamped = WindowClock.Clamp(watermark);
        while (Slices.Count != 0 && Due(FirstEnd(Slices[0].Start), clamped, out long end))
        {
            FireWindow(end);
            _closedEnd = end;
            RemoveClosed();
        }

        _closedEnd = LastDue(clamped);
        _openFrom = _shape.OpenFrom(_closedEnd);
        RemoveClosed();
        CatchUp();
        Boundary = watermark == WatermarkElement.Max
            ? WatermarkElement.Max
            : FinalAt(_shape.EndAfter(_closedEnd));
        if (ProcessingTime && Slices.Count != 0)
        {
            Context.SetTimer(WindowLine.ToInstant(FirstEnd(Slices[0].Start)));
        }
    }

    private protected sealed override string Stretch => _shape.OneSlice ? "window" : "slice";

    private protected sealed override void Resume(long watermark)
    {
        if (watermark != WatermarkElement.Min)
        {
            _closedEnd = LastDue(WindowClock.Clamp(watermark));
            Fire(watermark);
        }
        else if (ProcessingTime && Slices.Count != 0)
        {
            // The groups are from other subtasks than the one that had seen nothing yet.
            Context.SetTimer(WindowLine.ToInstant(FirstEnd(Slices[0].Start)));
        }
    }

    private protected sealed override long LastClose() =>
        Slices.Count == 0 ? WatermarkElement.Min : FinalAt(_shape.LastEnd(Slices[Slices.Count - 1].Start));

    private void FireWindow(long end)
    {
        long start = _shape.WindowStart(end);
        int count = 0;
        while (count < Slices.Count && Slices[count].Start < end)
        {
            count++;
        }

        if (count == 1 || _shape.OneSlice)
        {
            EmitWindow(Slices[0].Groups, start, end);
            return;
        }

        _merged ??= new KeyedTable<TKey, TState>(Context.Memory);
        for (int index = 0; index < count; index++)
        {
            foreach (ref KeyedTable<TKey, TState>.Entry group in Slices[index].Groups.Entries)
            {
                Merge(ref _merged.GetOrAdd(in group.Key, out _), ref group.State);
            }
        }

        EmitWindow(_merged, start, end);
        _merged.Clear();
    }

    /// <summary>The end of the first window that holds a slice and has not fired.</summary>
    private long FirstEnd(long sliceStart) => _shape.EndAfter(Math.Max(sliceStart, _closedEnd));

    private bool Due(long end, long watermark, out long due)
    {
        due = end;
        return FinalAt(end) <= watermark;
    }

    /// <summary>The greatest end of a window, with rows or without, that a watermark closes.</summary>
    private long LastDue(long watermark)
    {
        long end = _shape.EndAfter(WindowLine.FromInstant(watermark - Firing.AllowedLateness));
        while (FinalAt(end) > watermark)
        {
            end -= _shape.Step;
        }

        while (FinalAt(end + _shape.Step) <= watermark)
        {
            end += _shape.Step;
        }

        return Math.Max(end, _closedEnd);
    }

    private void RemoveClosed()
    {
        int closed = 0;
        while (closed < Slices.Count && _shape.LastEnd(Slices[closed].Start) <= _closedEnd)
        {
            closed++;
        }

        if (closed != 0)
        {
            RemoveFirst(closed);
        }
    }
}
