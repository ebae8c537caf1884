using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Windows that fire more than once: before their end, at it, and behind it for as long as they take late rows. Each
/// window keeps its own groups, so that a row that fires its windows costs no merging; a firing touches the groups that
/// changed since the last.
/// </summary>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a window closes.</param>
/// <param name="firing">When windows fire.</param>
public abstract partial class UpdatingWindowAggregateOperator<TKey, TState, TValues>(
    Schema schema, WindowTime time, WindowFiring firing)
    : WindowAggregateOperator<TKey, WindowGroup<TState, TValues>>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    private readonly FiringQueue<WindowKey>? _early = QueueOf(firing.Early);
    private readonly FiringQueue<WindowKey>? _late = QueueOf(firing.Late);
    private readonly List<WindowSlice<TKey, WindowGroup<TState, TValues>>> _entered = [];

    // Windows are in the order of their ends: that many of the first have closed and take late rows.
    private int _closed;

    /// <summary>How many windows the last row that entered is in.</summary>
    private protected int Entered => _entered.Count;

    private protected sealed override bool MarksInLoop => true;

    private protected sealed override bool SendsEveryMark => true;

    private protected sealed override long HeldBack => 0;

    /// <summary>The group of a key in one of the windows of the row that entered last.</summary>
    protected ref WindowGroup<TState, TValues> Group(int window, in TKey key)
    {
        WindowSlice<TKey, WindowGroup<TState, TValues>> slice = _entered[window];
        ref WindowGroup<TState, TValues> group = ref slice.Groups.GetOrAdd(in key, out bool added);
        if (added)
        {
            slice.Counted++;
            Context.Metrics.StateEntries++;
        }

        return ref group;
    }

    /// <summary>A row was added to a group, or taken from it.</summary>
    protected void Change(int window, in TKey key, ref WindowGroup<TState, TValues> group)
    {
        group.Changed = true;
        WindowSlice<TKey, WindowGroup<TState, TValues>> slice = _entered[window];
        if ((slice.Closed ? _late : _early) is not { } queue)
        {
            return;
        }

        if (queue.AtOnce)
        {
            Cause = slice.Closed ? WindowCause.Late : WindowCause.Early;
            EmitGroup(in key, ref group, slice.Start, slice.End);
        }
        else if (group.Due == 0)
        {
            bool first = queue.Next is null;
            group.Due = queue.Add(new WindowKey(slice.Start, slice.End, key), Context.Now);
            if (first)
            {
                Context.SetTimer(group.Due);
            }
        }
    }

    /// <summary>The results of a group; text is copied.</summary>
    protected abstract TValues Read(ref TState state);

    /// <summary>Writes a row into <see cref="WindowAggregateOperator{TKey, TState}.Result"/>.</summary>
    protected abstract void Emit(RowKind kind, in TKey key, in TValues values, long start, long end);

    /// <summary>Whether all rows of a group were taken back.</summary>
    protected virtual bool IsEmpty(ref TState state) => false;

    /// <summary>Hands a group out if it differs from what was handed out of it.</summary>
    protected sealed override void EmitGroup(
        in TKey key, ref WindowGroup<TState, TValues> group, long start, long end)
    {
        if (!group.Changed)
        {
            return;
        }

        group.Changed = false;
        group.Due = 0;
        WindowCause cause = Cause;
        if (IsEmpty(ref group.State))
        {
            if (group.IsShown)
            {
                Give(RowKind.Delete, in key, in group.Shown, start, end, group.ShownBy);
                group.IsShown = false;
                group.Shown = default;
            }

            Cause = cause;
            return;
        }

        TValues values = Read(ref group.State);
        if (!group.IsShown)
        {
            Give(RowKind.Insert, in key, in values, start, end, cause);
        }
        else if (group.Shown.Same(in values))
        {
            return;
        }
        else
        {
            if (Firing.UpdateBefore)
            {
                Give(RowKind.UpdateBefore, in key, in group.Shown, start, end, group.ShownBy);
            }

            Give(RowKind.UpdateAfter, in key, in values, start, end, cause);
        }

        group.Shown = values;
        group.ShownBy = cause;
        group.IsShown = true;
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        Boundary = WatermarkElement.Max;
    }

    /// <summary>Forgets the windows of the last row.</summary>
    private protected void Leave() => _entered.Clear();

    /// <summary>Adds a window to those of the row; false when it is gone.</summary>
    private protected bool TryEnter(long start, long end)
    {
        WindowSlice<TKey, WindowGroup<TState, TValues>>? window = Slices.Find(start, end);
        if (window is null)
        {
            if (FinalAt(end) <= Watermark)
            {
                return false;
            }

            window = Slices.Add(start, end);
            window.Closed = ClosesAt(end) <= Watermark;
            _closed += window.Closed ? 1 : 0;
            Boundary = Math.Min(Boundary, window.Closed ? FinalAt(end) : ClosesAt(end));
            if (ProcessingTime)
            {
                Context.SetTimer(ClosesAt(end) + 1);
            }
        }

        _entered.Add(window);
        return true;
    }

    private protected sealed override (long At, int Open) NextWindow() => _closed == Slices.Count
        ? (WatermarkElement.Max, 0)
        : (ClosesAt(Slices[_closed].End), Slices.Count - _closed);

    private protected override void Fire(long watermark)
    {
        Leave();
        WindowCause closing = Cause;
        for (; _closed < Slices.Count && ClosesAt(Slices[_closed].End) <= watermark; _closed++)
        {
            Slices[_closed].Closed = true;
            Emit(Slices[_closed], closing);
        }

        int gone = 0;
        for (; gone < _closed && FinalAt(Slices[gone].End) <= watermark; gone++)
        {
            if (Firing.AllowedLateness != 0)
            {
                Emit(Slices[gone], Firing.Late is null ? closing : WindowCause.Late);
            }
        }

        if (gone != 0)
        {
            RemoveFirst(gone);
            _closed -= gone;
        }

        Boundary = Math.Min(
            _closed == 0 ? WatermarkElement.Max : FinalAt(Slices[0].End),
            _closed == Slices.Count ? WatermarkElement.Max : ClosesAt(Slices[_closed].End));
        if (ProcessingTime && Slices.Count != 0)
        {
            Context.SetTimer(Boundary + 1);
        }
    }

    private protected sealed override void OnClock(long now)
    {
        FireDue(_early, WindowCause.Early, now);
        FireDue(_late, WindowCause.Late, now);
    }

    private protected sealed override long LastClose() =>
        _closed == Slices.Count ? WatermarkElement.Min : ClosesAt(Slices[Slices.Count - 1].End);

    private static FiringQueue<WindowKey>? QueueOf(FiringDelay? delay) => delay is null ? null : new(delay);

    private void FireDue(FiringQueue<WindowKey>? queue, WindowCause cause, long now)
    {
        if (queue is null)
        {
            return;
        }

        while (queue.TryTake(now, out long due, out WindowKey item))
        {
            if (Slices.Find(item.Start, item.End) is not { } window)
            {
                continue;
            }

            ref WindowGroup<TState, TValues> group = ref window.Groups.Find(in item.Key);
            if (!Unsafe.IsNullRef(ref group) && group.Due == due)
            {
                Cause = cause;
                BeginGroup();
                EmitGroup(in item.Key, ref group, item.Start, item.End);
            }
        }

        if (queue.Next is long next)
        {
            Context.SetTimer(next);
        }
    }

    private void Emit(WindowSlice<TKey, WindowGroup<TState, TValues>> window, WindowCause cause)
    {
        Cause = cause;
        foreach (ref KeyedTable<TKey, WindowGroup<TState, TValues>>.Entry group in window.Groups.Entries)
        {
            BeginGroup();
            EmitGroup(in group.Key, ref group.State, window.Start, window.End);
        }
    }

    private void Give(
        RowKind kind, in TKey key, in TValues values, long start, long end, WindowCause cause)
    {
        Cause = cause;
        Emit(kind, in key, in values, start, end);
        SendFull();
    }

    private readonly record struct WindowKey
    {
        public WindowKey(long start, long end, TKey key)
        {
            Start = start;
            End = end;
            Key = key;
        }

        public readonly long Start;
        public readonly long End;
        public readonly TKey Key;
    }
}
