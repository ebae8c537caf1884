using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Sessions per key that fire more than once. A row may extend or join sessions that were handed out already, and a row
/// that is taken back may make one fall apart: then the rows of the old bounds go before those of the new ones come.
/// What changed of one key is handed out together.
/// </summary>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a session closes.</param>
/// <param name="firing">When sessions fire.</param>
/// <param name="retracts">Whether rows may be taken back.</param>
public abstract partial class UpdatingSessionWindowAggregateOperator<TKey, TState, TValues>(
    long gap, Schema schema, WindowTime time, WindowFiring firing, bool retracts = false)
    : WindowAggregateOperator<TKey, TState>(schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    private readonly PriorityQueue<(TKey Key, UpdatingSession<TState, TValues> Session), long> _timers = new();
    private KeyedTable<TKey, KeySlot>? _keys;

    // What the last row entered.
    private UpdatingSessions<TState, TValues>? _of;
    private UpdatingSession<TState, TValues>? _session;

    private protected sealed override bool MarksInLoop => true;

    private protected sealed override bool SendsEveryMark => true;

    private protected sealed override long HeldBack => 0;

    /// <summary>The time of an instant on the line windows lie on.</summary>
    protected long WindowTimeOf(long instant) => WindowLine.FromInstant(instant);

    /// <summary>The time on the clock of the runtime, on the line windows lie on.</summary>
    protected long ProcessingTimeNow => WindowLine.FromInstant(Context.Now);

    public override void Close()
    {
        base.Close();
        _keys?.Release();
    }

    /// <summary>The state the row is to be added to or taken from; a null reference when it has no effect.</summary>
    protected ref TState Enter(in TKey key, long start, bool isRetraction, RecordBatch batch, int row)
    {
        ref KeySlot slot = ref _keys!.GetOrAdd(in key, out bool added);
        UpdatingSessions<TState, TValues> sessions = slot.Sessions ??= new();
        long end = start + gap;
        (int first, int behind) = sessions.Touched(start, end);
        bool late = first == behind && FinalAt(end) <= Watermark;
        UpdatingSession<TState, TValues>? session = late ? null
            : isRetraction ? Holder(sessions, first, behind, start)
            : first == behind ? Begin(sessions, first, start, end)
            : Join(sessions, first, behind, start, end);
        if (session is not null)
        {
            // The row may have moved the end beyond the watermark.
            session.Closed = ClosesAt(session.End) <= Watermark;
            SetTimer(in key, session);
            (_of, _session) = (sessions, session);
            return ref StateOf(session, start);
        }

        if (late)
        {
            DropLate(batch, row, start, end);
        }

        if (added)
        {
            _keys.Remove(in key);
        }

        return ref Unsafe.NullRef<TState>();
    }

    /// <summary>The row that entered last was added or taken back.</summary>
    protected void Change(in TKey key)
    {
        UpdatingSessions<TState, TValues> sessions = _of!;
        UpdatingSession<TState, TValues> session = _session!;
        if (!session.Gone)
        {
            sessions.Note(session);
        }

        // What was handed out of a session that is gone has to go, too.
        bool late = session.Gone ? _early is null : session.Closed;
        if ((late ? _late : _early) is not { } queue)
        {
            return;
        }

        if (queue.AtOnce)
        {
            FireKey(in key, sessions, onWatermark: null, default);
            return;
        }

        ref long due = ref late ? ref sessions.LateDue : ref sessions.EarlyDue;
        if (due == 0)
        {
            bool first = queue.Next is null;
            due = queue.Add(key, Context.Now);
            if (first)
            {
                Context.SetTimer(due);
            }
        }
    }

    /// <summary>The last row of a time was taken back: its session is smaller, falls in two, or is gone.</summary>
    protected void Forget(in TKey key, long start)
    {
        UpdatingSession<TState, TValues> session = _session!;
        List<UpdatingSession<TState, TValues>.Moment> moments = session.Moments!;
        int index = session.Search(start);
        moments.RemoveAt(index);
        if (moments.Count == 0)
        {
            session.Gone = true;
            _of!.Sessions.Remove(session);
            _of.Orphans.AddRange(session.Shown);
            Context.Metrics.StateEntries--;
            return;
        }

        session.Start = moments[0].Time;
        session.End = moments[^1].Time + gap;
        if (index > 0 && index < moments.Count && moments[index].Time - moments[index - 1].Time > gap)
        {
            Split(in key, session, index);
        }

        SetTimer(in key, session);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _keys = new KeyedTable<TKey, KeySlot>(Context.Memory);
        Boundary = WatermarkElement.Max;
    }

    private protected sealed override void KeepAllTexts(StringDictionary texts)
    {
        foreach (ref KeyedTable<TKey, KeySlot>.Entry entry in _keys!.Entries)
        {
            KeepTexts(in entry.Key, texts);
        }
    }

    // A row that is taken back and is not there has no effect.
    private static UpdatingSession<TState, TValues>? Holder(
        UpdatingSessions<TState, TValues> sessions, int first, int behind, long time)
    {
        for (int index = first; index < behind; index++)
        {
            if (sessions.Sessions[index].Search(time) >= 0)
            {
                return sessions.Sessions[index];
            }
        }

        return null;
    }

    private UpdatingSession<TState, TValues> Begin(
        UpdatingSessions<TState, TValues> sessions, int index, long start, long end)
    {
        var session = new UpdatingSession<TState, TValues>
        {
            Start = start,
            End = end,
            Moments = retracts ? [] : null,
            Timer = long.MaxValue,
        };
        sessions.Sessions.Insert(index, session);
        Context.Metrics.StateEntries++;
        return session;
    }

    // Sessions that a row touches become one; it stands for all that was handed out of them.
    private UpdatingSession<TState, TValues> Join(
        UpdatingSessions<TState, TValues> sessions, int first, int behind, long start, long end)
    {
        UpdatingSession<TState, TValues> session = sessions.Sessions[first];
        for (int index = first + 1; index < behind; index++)
        {
            UpdatingSession<TState, TValues> joined = sessions.Sessions[index];
            session.End = joined.End;
            session.Shown.AddRange(joined.Shown);
            joined.Gone = true;
            if (retracts)
            {
                session.Moments!.AddRange(joined.Moments!);
            }
            else
            {
                Merge(ref session.State, ref joined.State);
            }
        }

        sessions.Sessions.RemoveRange(first + 1, behind - first - 1);
        Context.Metrics.StateEntries -= behind - first - 1;
        session.Start = Math.Min(session.Start, start);
        session.End = Math.Max(session.End, end);
        return session;
    }

    private void Split(in TKey key, UpdatingSession<TState, TValues> session, int index)
    {
        List<UpdatingSession<TState, TValues>.Moment> moments = session.Moments!;
        var behind = new UpdatingSession<TState, TValues>
        {
            Start = moments[index].Time,
            End = session.End,
            Moments = moments[index..],
            Closed = session.Closed,
            Timer = long.MaxValue,
        };
        moments.RemoveRange(index, moments.Count - index);
        session.End = moments[^1].Time + gap;
        behind.Shown.AddRange(session.Shown.Where(shown => shown.Start >= behind.Start));
        session.Shown.RemoveAll(shown => shown.Start >= behind.Start);
        _of!.Sessions.Insert(_of.Sessions.IndexOf(session) + 1, behind);
        _of.Note(behind);
        Context.Metrics.StateEntries++;
        SetTimer(in key, behind);
    }

    private static ref TState StateOf(UpdatingSession<TState, TValues> session, long time)
    {
        if (session.Moments is not { } moments)
        {
            return ref session.State;
        }

        int index = session.Search(time);
        if (index < 0)
        {
            index = ~index;
            moments.Insert(index, new UpdatingSession<TState, TValues>.Moment { Time = time });
        }

        return ref moments[index].State;
    }

    /// <summary>The sessions of a key, as a struct for the table.</summary>
    [SuppressMessage("Performance", "CA1815", Justification = "It is never compared.")]
    private struct KeySlot
    {
        public UpdatingSessions<TState, TValues>? Sessions;
    }
}
