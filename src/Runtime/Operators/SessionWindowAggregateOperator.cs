using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Sessions per key: a row is the window [time, time + gap), and windows that touch are one, so rows exactly the gap
/// apart are of one session. A session fires when the watermark passes its last instant; a row is late when the session
/// it ends up in has.
/// </summary>
/// <remarks>
/// A key has one timer, at or before the end of its first session; it is looked at when it is due and set anew when
/// rows have moved the end, so that a row that only extends a session costs nothing but its state.
/// </remarks>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a session closes.</param>
public abstract class SessionWindowAggregateOperator<TKey, TState>(long gap, Schema schema, WindowTime time)
    : WindowAggregateOperator<TKey, TState>(schema, time)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private readonly PriorityQueue<TKey, long> _timers = new();
    private KeyedTable<TKey, SessionGroup<TState>>? _sessions;

    /// <summary>The open sessions of each key.</summary>
    protected KeyedTable<TKey, SessionGroup<TState>> Sessions => _sessions!;

    /// <summary>The same, also when the operator was never opened.</summary>
    private protected Span<KeyedTable<TKey, SessionGroup<TState>>.Entry> OpenSessions =>
        _sessions is null ? [] : _sessions.Entries;

    private protected sealed override bool MarksInLoop => true;

    /// <summary>The time of an instant on the line windows lie on.</summary>
    protected long WindowTimeOf(long instant) => WindowLine.FromInstant(instant);

    /// <summary>The time on the clock of the runtime, on the line windows lie on.</summary>
    protected long ProcessingTimeNow => WindowLine.FromInstant(Context.Now);

    public override void Close()
    {
        base.Close();
        _sessions?.Release();
    }

    /// <summary>
    /// The state of the session of a row that does not simply go on with the newest one of its key: a new session, an
    /// older one, or several that the row joins. A null reference when the row is late.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="group">What is kept of the key.</param>
    /// <param name="added">Whether the key is new.</param>
    /// <param name="start">The time of the row.</param>
    /// <param name="batch">The batch of the row.</param>
    /// <param name="row">Where it is in the batch.</param>
    protected ref TState Open(
        in TKey key, ref SessionGroup<TState> group, bool added, long start, RecordBatch batch, int row)
    {
        long end = start + gap;
        if (added)
        {
            if (IsLate(end))
            {
                Sessions.Remove(in key);
                DropLate(batch, row, end);
                return ref Unsafe.NullRef<TState>();
            }

            group.Start = start;
            group.End = end;
            SetTimer(in key, ref group, end);
            Context.Metrics.StateEntries++;
            return ref group.State;
        }

        if (start > group.End)
        {
            (group.Older ??= []).Add(new() { Start = group.Start, End = group.End, State = group.State });
            group.State = default;
            group.Start = start;
            group.End = end;
            Context.Metrics.StateEntries++;
            return ref group.State;
        }

        return ref OpenBefore(in key, ref group, start, batch, row);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _sessions = new KeyedTable<TKey, SessionGroup<TState>>(Context.Memory);
        Boundary = WatermarkElement.Max;
    }

    private protected sealed override void KeepAllTexts(StringDictionary texts)
    {
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry group in Sessions.Entries)
        {
            KeepTexts(in group.Key, texts);
        }
    }

    private protected sealed override void Fire(long watermark)
    {
        while (_timers.TryPeek(out TKey key, out long end) && PassedAt(end) <= watermark)
        {
            _timers.Dequeue();
            ref SessionGroup<TState> group = ref Sessions.Find(in key);
            if (!Unsafe.IsNullRef(ref group) && group.Timer == end)
            {
                OnDue(in key, ref group, end);
            }
        }

        SweepTexts();
        Boundary = _timers.TryPeek(out _, out long next) ? PassedAt(next) : WatermarkElement.Max;
        if (ProcessingTime && _timers.Count != 0)
        {
            Context.SetTimer(Boundary + 1);
        }
    }

    // The row starts before the newest session does.
    private ref TState OpenBefore(in TKey key, ref SessionGroup<TState> group, long start, RecordBatch batch, int row)
    {
        long end = start + gap;
        List<SessionGroup<TState>.Session> older = group.Older ??= [];
        int first = older.Count;
        while (first > 0 && older[first - 1].End >= start)
        {
            first--;
        }

        int behind = first;
        while (behind < older.Count && older[behind].Start <= end)
        {
            behind++;
        }

        if (group.Start <= end)
        {
            for (int index = first; index < older.Count; index++)
            {
                group.Start = Math.Min(group.Start, older[index].Start);
                Merge(ref group.State, ref older[index].State);
            }

            group.Start = Math.Min(group.Start, start);
            Remove(older, first, older.Count);
            return ref group.State;
        }

        if (first == behind)
        {
            if (IsLate(end))
            {
                DropLate(batch, row, end);
                return ref Unsafe.NullRef<TState>();
            }

            older.Insert(first, new() { Start = start, End = end });
            Context.Metrics.StateEntries++;
            if (end < group.Timer)
            {
                SetTimer(in key, ref group, end);
            }

            return ref older[first].State;
        }

        SessionGroup<TState>.Session session = older[first];
        for (int index = first + 1; index < behind; index++)
        {
            session.End = older[index].End;
            Merge(ref session.State, ref older[index].State);
        }

        session.Start = Math.Min(session.Start, start);
        session.End = Math.Max(session.End, end);
        Remove(older, first + 1, behind);
        return ref session.State;
    }

    private void Remove(List<SessionGroup<TState>.Session> older, int from, int to)
    {
        older.RemoveRange(from, to - from);
        Context.Metrics.StateEntries -= to - from;
    }

    private void OnDue(in TKey key, ref SessionGroup<TState> group, long end)
    {
        if (group.FirstEnd > end)
        {
            SetTimer(in key, ref group, group.FirstEnd);
            return;
        }

        Context.Metrics.StateEntries--;
        if (group.Older is { Count: > 0 } older)
        {
            SessionGroup<TState>.Session session = older[0];
            older.RemoveAt(0);
            EmitGroup(in key, ref session.State, session.Start, session.End);
            SendFull();
            SetTimer(in key, ref group, group.FirstEnd);
            return;
        }

        EmitGroup(in key, ref group.State, group.Start, group.End);
        SendFull();
        Sessions.Remove(in key);
    }

    private void SetTimer(in TKey key, ref SessionGroup<TState> group, long end)
    {
        group.Timer = end;
        bool first = !_timers.TryPeek(out _, out long earliest) || end < earliest;
        _timers.Enqueue(key, end);
        if (first)
        {
            Boundary = PassedAt(end);
            if (ProcessingTime)
            {
                Context.SetTimer(Boundary + 1);
            }
        }
    }

    private bool IsLate(long end) => PassedAt(end) <= Watermark;

    /// <summary>The watermark that closes a session.</summary>
    private long PassedAt(long end) => WindowLine.ToInstant(end - 1);
}
