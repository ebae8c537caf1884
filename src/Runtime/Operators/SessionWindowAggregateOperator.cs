using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Sessions per key over rows that are never taken back. Rows exactly the gap apart are of one session; a row is late
/// when the session it ends up in has fired.
/// </summary>
/// <param name="gap">The gap in ms.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="time">What decides when a session closes.</param>
/// <param name="firing">When sessions fire; null is once, at their end.</param>
public abstract partial class SessionWindowAggregateOperator<TKey, TState>(
    long gap, Schema schema, WindowTime time, WindowFiring? firing = null)
    : SessionOperator<TKey, TState>(gap, schema, time, firing)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private const int SpareLists = 4096;

    // Lists of keys that are gone, to be used again.
    private readonly Stack<SessionList<TState>> _spare = [];
    private KeyedTable<TKey, SessionGroup<TState>>? _sessions;

    /// <summary>The open sessions of each key.</summary>
    protected KeyedTable<TKey, SessionGroup<TState>> Sessions => _sessions!;

    /// <summary>The same, also when the operator was never opened.</summary>
    private protected Span<KeyedTable<TKey, SessionGroup<TState>>.Entry> OpenSessions =>
        _sessions is null ? [] : _sessions.Entries;

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
        long end = start + Gap;
        if (added)
        {
            if (IsLate(end))
            {
                Sessions.Remove(in key);
                DropLate(batch, row, start, end);
                return ref Unsafe.NullRef<TState>();
            }

            group.Start = start;
            group.End = end;
            SetTimer(in key, ref group.Timer, end);
            Context.Metrics.StateEntries++;
            return ref group.State;
        }

        if (start > group.End)
        {
            OlderOf(ref group).Add(new() { Start = group.Start, End = group.End, State = group.State });
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
    }

    private protected sealed override void KeepAllTexts(StringDictionary texts)
    {
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry group in Sessions.Entries)
        {
            KeepTexts(in group.Key, texts);
        }
    }

    private protected sealed override void OnDue(in TKey key, long end)
    {
        ref SessionGroup<TState> group = ref Sessions.Find(in key);
        if (!Unsafe.IsNullRef(ref group) && group.Timer == end)
        {
            FireFirst(in key, ref group, end);
        }
    }

    private protected sealed override bool IsPutOff(in TKey key, long end)
    {
        ref SessionGroup<TState> group = ref Sessions.Find(in key);
        if (Unsafe.IsNullRef(ref group) || group.Timer != end)
        {
            return true;
        }

        if (group.FirstEnd == end)
        {
            return false;
        }

        SetTimer(in key, ref group.Timer, group.FirstEnd);
        return true;
    }

    private protected sealed override long LastClose()
    {
        long last = Exchange.WatermarkElement.Min;
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry group in Sessions.Entries)
        {
            last = Math.Max(last, FinalAt(group.State.End));
        }

        return last;
    }

    // The row starts before the newest session does.
    private ref TState OpenBefore(in TKey key, ref SessionGroup<TState> group, long start, RecordBatch batch, int row)
    {
        long end = start + Gap;
        SessionList<TState> older = OlderOf(ref group);
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
                DropLate(batch, row, start, end);
                return ref Unsafe.NullRef<TState>();
            }

            older.Insert(first, new() { Start = start, End = end });
            Context.Metrics.StateEntries++;
            if (end < group.Timer)
            {
                SetTimer(in key, ref group.Timer, end);
            }

            return ref older[first].State;
        }

        ref SessionList<TState>.Session session = ref older[first];
        for (int index = first + 1; index < behind; index++)
        {
            session.End = older[index].End;
            Merge(ref session.State, ref older[index].State);
        }

        session.Start = Math.Min(session.Start, start);
        session.End = Math.Max(session.End, end);
        Remove(older, first + 1, behind);
        return ref older[first].State;
    }

    private void Remove(SessionList<TState> older, int from, int to)
    {
        older.RemoveRange(from, to - from);
        Context.Metrics.StateEntries -= to - from;
    }

    private void FireFirst(in TKey key, ref SessionGroup<TState> group, long end)
    {
        if (group.FirstEnd > end)
        {
            SetTimer(in key, ref group.Timer, group.FirstEnd);
            return;
        }

        Context.Metrics.StateEntries--;
        if (group.Older is { Count: > 0 } older)
        {
            ref SessionList<TState>.Session session = ref older[0];
            EmitGroup(in key, ref session.State, session.Start, session.End);
            older.RemoveRange(0, 1);
            SendFull();
            SetTimer(in key, ref group.Timer, group.FirstEnd);
            return;
        }

        EmitGroup(in key, ref group.State, group.Start, group.End);
        if (group.Older is { } empty && _spare.Count < SpareLists)
        {
            _spare.Push(empty);
        }

        Sessions.Remove(in key);
        SendFull();
    }

    private SessionList<TState> OlderOf(ref SessionGroup<TState> group) =>
        group.Older ??= _spare.TryPop(out SessionList<TState>? spare) ? spare : new();
}
