using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>The sessions in a checkpoint: a row for each key, with all that was handed out and what waits.</summary>
public abstract partial class UpdatingSessionWindowAggregateOperator<TKey, TState, TValues>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    // Stands for a session that is gone, whose timer has not come yet.
    private const long Nobody = -1;

    private StateTable KeyTable => KeyedTable("keys");

    private StateTable TimerTable => KeyedTableOf(
        "timers", new Field("session", DataTypes.BigInt.NotNull()), new Field("due", DataTypes.Timestamp3.NotNull()));

    private protected sealed override void SaveGroups(StateSnapshot snapshot)
    {
        var rows = new KeyedRows<TKey>();
        var numbers = new Dictionary<UpdatingSession<TState, TValues>, int>(ReferenceEqualityComparer.Instance);
        foreach (ref KeyedTable<TKey, KeySlot>.Entry entry in _keys!.Entries)
        {
            UpdatingSessions<TState, TValues> sessions = entry.State.Sessions!;
            for (int number = 0; number < sessions.Sessions.Count; number++)
            {
                numbers.Add(sessions.Sessions[number], number);
            }

            Save(sessions, numbers, rows.Add(in entry.Key));
        }

        Save(snapshot, KeyTable, rows);
        var timers = new KeyedRows<TKey>();
        foreach (((TKey key, UpdatingSession<TState, TValues> session), long at) in _timers.UnorderedItems)
        {
            timers.Add(in key, session.Gone ? Nobody : numbers[session], at);
        }

        Save(snapshot, TimerTable, timers);
        SaveQueue(snapshot, "early", _early);
        SaveQueue(snapshot, "late", _late);
    }

    private protected sealed override void LoadGroups(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, KeyTable))
        {
            StateReader reader = row.State;
            UpdatingSessions<TState, TValues> sessions = Read(ref reader);
            _keys!.GetOrAdd(row.Key, out _).Sessions = sessions;
            Context.Metrics.StateEntries += sessions.Sessions.Count;
        }

        var gone = new UpdatingSession<TState, TValues> { Gone = true };
        foreach (SavedRow<TKey> row in Load(state, TimerTable))
        {
            long number = row.Number(0);
            _timers.Enqueue(
                (row.Key, number == Nobody ? gone : _keys!.Find(row.Key).Sessions!.Sessions[(int)number]), row.Number(1));
        }

        LoadQueue(state, "early", _early);
        LoadQueue(state, "late", _late);
    }

    private void SaveQueue(StateSnapshot snapshot, string name, FiringQueue<TKey>? queue)
    {
        if (queue is null)
        {
            return;
        }

        var rows = new KeyedRows<TKey>();
        foreach ((long due, TKey key) in queue.Items)
        {
            rows.Add(in key, due);
        }

        Save(snapshot, QueueTable(name), rows);
    }

    private void LoadQueue(RestoredState state, string name, FiringQueue<TKey>? queue)
    {
        if (queue is null)
        {
            return;
        }

        queue.Refill(Load(state, QueueTable(name)).Select(row => (row.Number(0), row.Key)));
        if (queue.Next is long next)
        {
            Context.SetTimer(next);
        }
    }

    private StateTable QueueTable(string name) => KeyedTableOf(name, new Field("due", DataTypes.Timestamp3.NotNull()));

    private void Save(
        UpdatingSessions<TState, TValues> sessions,
        Dictionary<UpdatingSession<TState, TValues>, int> numbers,
        StateWriter writer)
    {
        writer.Write(sessions.Sessions.Count);
        foreach (UpdatingSession<TState, TValues> session in sessions.Sessions)
        {
            Save(session, writer);
        }

        UpdatingSession<TState, TValues>[] changed = [.. sessions.Changed.Where(session => !session.Gone)];
        writer.Write(changed.Length);
        Array.ForEach(changed, session => writer.Write(numbers[session]));
        Save(sessions.Orphans, writer);
        writer.Write(sessions.EarlyDue);
        writer.Write(sessions.LateDue);
    }

    private UpdatingSessions<TState, TValues> Read(ref StateReader reader)
    {
        var sessions = new UpdatingSessions<TState, TValues>();
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            sessions.Sessions.Add(ReadSession(ref reader));
        }

        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            sessions.Changed.Add(sessions.Sessions[reader.Read<int>()]);
        }

        ReadShown(sessions.Orphans, ref reader);
        sessions.EarlyDue = reader.Read<long>();
        sessions.LateDue = reader.Read<long>();
        return sessions;
    }

    private void Save(UpdatingSession<TState, TValues> session, StateWriter writer)
    {
        writer.Write(session.Start);
        writer.Write(session.End);
        writer.Write(session.Timer);
        writer.Write(session.Closed);
        writer.Write(session.Changed);
        Save(session.Shown, writer);
        if (session.Moments is not { } moments)
        {
            SaveState(ref session.State, writer);
            return;
        }

        writer.Write(moments.Count);
        foreach (UpdatingSession<TState, TValues>.Moment moment in moments)
        {
            writer.Write(moment.Time);
            SaveState(ref moment.State, writer);
        }
    }

    private UpdatingSession<TState, TValues> ReadSession(ref StateReader reader)
    {
        var session = new UpdatingSession<TState, TValues>
        {
            Start = reader.Read<long>(),
            End = reader.Read<long>(),
            Timer = reader.Read<long>(),
            Closed = reader.Read<bool>(),
            Changed = reader.Read<bool>(),
            Moments = retracts ? [] : null,
        };
        ReadShown(session.Shown, ref reader);
        if (session.Moments is not { } moments)
        {
            LoadState(ref session.State, ref reader);
            return session;
        }

        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            var moment = new UpdatingSession<TState, TValues>.Moment { Time = reader.Read<long>() };
            LoadState(ref moment.State, ref reader);
            moments.Add(moment);
        }

        return session;
    }

    private static void Save(List<ShownSession<TValues>> shown, StateWriter writer)
    {
        writer.Write(shown.Count);
        foreach (ShownSession<TValues> row in shown)
        {
            writer.Write(row.Start);
            writer.Write(row.End);
            writer.Write(row.By);
            TValues values = row.Values;
            values.Save(writer);
        }
    }

    private static void ReadShown(List<ShownSession<TValues>> shown, ref StateReader reader)
    {
        for (int rest = reader.Read<int>(); rest > 0; rest--)
        {
            long start = reader.Read<long>();
            long end = reader.Read<long>();
            WindowCause by = reader.Read<WindowCause>();
            TValues values = default;
            values.Load(ref reader);
            shown.Add(new ShownSession<TValues>(start, end, values, by));
        }
    }
}
