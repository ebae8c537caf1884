using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>When sessions fire, and what of them is handed out.</summary>
public abstract partial class UpdatingSessionWindowAggregateOperator<TKey, TState, TValues>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    private readonly FiringQueue<TKey>? _early = firing.Early is null ? null : new(firing.Early);
    private readonly FiringQueue<TKey>? _late = firing.Late is null ? null : new(firing.Late);

    /// <summary>The results of a session; text is copied.</summary>
    protected abstract TValues Read(ref TState state);

    /// <summary>Writes a row into <see cref="WindowAggregateOperator{TKey, TState}.Result"/>.</summary>
    protected abstract void Emit(RowKind kind, in TKey key, in TValues values, long start, long end);

    private protected sealed override void Fire(long watermark)
    {
        WindowCause closing = Cause;
        while (_timers.TryPeek(out (TKey Key, UpdatingSession<TState, TValues> Session) due, out long at)
            && at <= watermark)
        {
            _timers.Dequeue();
            if (!due.Session.Gone && due.Session.Timer == at)
            {
                Pass(in due.Key, due.Session, watermark, closing);
            }
        }

        if (watermark == WatermarkElement.Max)
        {
            // The clock does not go on for what waits on it.
            OnClock(long.MaxValue);
        }

        SweepTexts();
        Boundary = _timers.TryPeek(out _, out long next) ? next : WatermarkElement.Max;
        if (ProcessingTime && _timers.Count != 0)
        {
            Context.SetTimer(Boundary + 1);
        }
    }

    private protected sealed override (long At, int Open) NextWindow() => _timers.TryPeek(out _, out long at)
        ? (at, (int)Math.Min(Context.Metrics.StateEntries, int.MaxValue))
        : (WatermarkElement.Max, 0);

    private protected sealed override void OnClock(long now)
    {
        FireDue(_early, now);
        FireDue(_late, now);
    }

    private protected sealed override long LastClose()
    {
        long last = WatermarkElement.Min;
        foreach (ref KeyedTable<TKey, KeySlot>.Entry entry in _keys!.Entries)
        {
            if (entry.State.Sessions!.Sessions is { Count: > 0 } sessions && !sessions[^1].Closed)
            {
                last = Math.Max(last, ClosesAt(sessions[^1].End));
            }
        }

        return last;
    }

    /// <summary>The watermark has come to the end of a session, or to where it takes no more rows.</summary>
    private void Pass(in TKey key, UpdatingSession<TState, TValues> session, long watermark, WindowCause closing)
    {
        UpdatingSessions<TState, TValues> sessions = _keys!.Find(in key).Sessions!;
        session.Timer = long.MaxValue;
        if (!session.Closed && ClosesAt(session.End) <= watermark)
        {
            session.Closed = true;
            BeginGroup();
            FireKey(in key, sessions, session, closing);
        }

        if (!session.Closed || FinalAt(session.End) > watermark)
        {
            SetTimer(in key, session);
            return;
        }

        if (session.Changed)
        {
            BeginGroup();
            FireKey(in key, sessions, session, Firing.Late is null ? closing : WindowCause.Late);
        }

        session.Gone = true;
        sessions.Sessions.Remove(session);
        Context.Metrics.StateEntries--;
        Leave(in key, sessions);
    }

    private void FireDue(FiringQueue<TKey>? queue, long now)
    {
        if (queue is null)
        {
            return;
        }

        while (queue.TryTake(now, out long due, out TKey key))
        {
            ref KeySlot slot = ref _keys!.Find(in key);
            if (!Unsafe.IsNullRef(ref slot)
                && slot.Sessions is { } sessions && (queue == _early ? sessions.EarlyDue : sessions.LateDue) == due)
            {
                BeginGroup();
                FireKey(in key, sessions, onWatermark: null, default);
            }
        }

        if (queue.Next is long next)
        {
            Context.SetTimer(next);
        }
    }

    /// <summary>Hands out what changed of a key: first the rows whose bounds are of the past, then the others.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sessions">Its sessions.</param>
    /// <param name="onWatermark">The one that fires because of the watermark, or null.</param>
    /// <param name="cause">Why that one fires.</param>
    private void FireKey(
        in TKey key,
        UpdatingSessions<TState, TValues> sessions,
        UpdatingSession<TState, TValues>? onWatermark,
        WindowCause cause)
    {
        WindowCause before = Cause;
        (sessions.EarlyDue, sessions.LateDue) = (0, 0);
        TakeBack(in key, sessions.Orphans, session: null);
        foreach (UpdatingSession<TState, TValues> session in sessions.Changed)
        {
            if (IsShownNow(session))
            {
                TakeBack(in key, session.Shown, session);
            }
        }

        foreach (UpdatingSession<TState, TValues> session in sessions.Changed)
        {
            if (IsShownNow(session))
            {
                session.Changed = false;
                Show(
                    in key,
                    session,
                    session == onWatermark ? cause : session.Closed ? WindowCause.Late : WindowCause.Early);
            }
        }

        sessions.Changed.RemoveAll(session => session.Gone || !session.Changed);
        Cause = before;
        if (onWatermark is null)
        {
            Leave(in key, sessions);
        }
    }

    private bool IsShownNow(UpdatingSession<TState, TValues> session) =>
        !session.Gone && (session.Closed || _early is not null);

    /// <summary>Takes rows back, but for one that still has the bounds of the session.</summary>
    private void TakeBack(
        in TKey key, List<ShownSession<TValues>> shown, UpdatingSession<TState, TValues>? session)
    {
        int kept = 0;
        for (int index = 0; index < shown.Count; index++)
        {
            ShownSession<TValues> row = shown[index];
            if (session is not null && row.Start == session.Start && row.End == session.End)
            {
                shown[kept++] = row;
            }
            else
            {
                Give(RowKind.Delete, in key, in row);
            }
        }

        shown.RemoveRange(kept, shown.Count - kept);
    }

    private void Show(in TKey key, UpdatingSession<TState, TValues> session, WindowCause cause)
    {
        var row = new ShownSession<TValues>(session.Start, session.End, Results(session), cause);
        if (session.Shown.Count == 0)
        {
            Give(RowKind.Insert, in key, in row);
            session.Shown.Add(row);
            return;
        }

        ShownSession<TValues> old = session.Shown[0];
        TValues values = row.Values;
        if (old.Values.Same(in values))
        {
            return;
        }

        if (Firing.UpdateBefore)
        {
            Give(RowKind.UpdateBefore, in key, in old);
        }

        Give(RowKind.UpdateAfter, in key, in row);
        session.Shown[0] = row;
    }

    private TValues Results(UpdatingSession<TState, TValues> session)
    {
        if (session.Moments is not { } moments)
        {
            return Read(ref session.State);
        }

        TState whole = default;
        foreach (UpdatingSession<TState, TValues>.Moment moment in moments)
        {
            Merge(ref whole, ref moment.State);
        }

        return Read(ref whole);
    }

    private void Give(RowKind kind, in TKey key, in ShownSession<TValues> row)
    {
        Cause = row.By;
        TValues values = row.Values;
        Emit(kind, in key, in values, row.Start, row.End);
        SendFull();
    }

    private void Leave(in TKey key, UpdatingSessions<TState, TValues> sessions)
    {
        if (sessions.IsEmpty)
        {
            _keys!.Remove(in key);
        }
    }

    /// <summary>Sets the timer of a session to its end, or to where it takes no more rows, if none comes before.</summary>
    private void SetTimer(in TKey key, UpdatingSession<TState, TValues> session)
    {
        long at = session.Closed ? FinalAt(session.End) : ClosesAt(session.End);
        if (at >= session.Timer)
        {
            return;
        }

        session.Timer = at;
        _timers.Enqueue((key, session), at);
        if (at < Boundary)
        {
            Boundary = at;
            if (ProcessingTime)
            {
                Context.SetTimer(Boundary + 1);
            }
        }
    }
}
