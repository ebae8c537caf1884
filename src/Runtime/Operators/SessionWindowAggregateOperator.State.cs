using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>The sessions in a checkpoint: a row each, those of a key in order.</summary>
public abstract partial class SessionWindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private StateTable SessionTable =>
        KeyedTable("sessions", [.. Bounds("window"), new Field("timer", DataTypes.Timestamp3.NotNull())]);

    private protected override void SaveGroups(StateSnapshot snapshot)
    {
        if (StateMemory.Suits<TKey>() && StateMemory.Suits<TState>())
        {
            KeyedTable<TKey, SessionGroup<TState>>.Entry[] copy = CopySessions();
            Save(snapshot, SessionTable, () => RowsOf(copy));
        }
        else
        {
            Save(snapshot, SessionTable, RowsOf(Sessions.Entries));
        }

        SaveTimers(snapshot);
    }

    private KeyedTable<TKey, SessionGroup<TState>>.Entry[] CopySessions()
    {
        KeyedTable<TKey, SessionGroup<TState>>.Entry[] copy = Sessions.Copy();
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry entry in copy.AsSpan())
        {
            if (entry.State.Older is { } older)
            {
                entry.State.Older = older.Copy();
            }
        }

        return copy;
    }

    private KeyedRows<TKey> RowsOf(Span<KeyedTable<TKey, SessionGroup<TState>>.Entry> entries)
    {
        var rows = new KeyedRows<TKey>();
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry entry in entries)
        {
            ref SessionGroup<TState> group = ref entry.State;
            foreach (ref SessionList<TState>.Session session in group.Older is { } older ? older.Items : [])
            {
                SaveState(ref session.State, rows.Add(in entry.Key, session.Start, session.End, group.Timer));
            }

            SaveState(ref group.State, rows.Add(in entry.Key, group.Start, group.End, group.Timer));
        }

        return rows;
    }

    private protected override void LoadGroups(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, SessionTable))
        {
            ref SessionGroup<TState> group = ref Sessions.GetOrAdd(row.Key, out bool added);
            if (!added)
            {
                OlderOf(ref group).Add(new() { Start = group.Start, End = group.End, State = group.State });
                group.State = default;
            }

            (group.Start, group.End, group.Timer) = (row.Number(0), row.Number(1), row.Number(2));
            LoadState(ref group.State, in row);
            Context.Metrics.StateEntries++;
        }

        LoadTimers(state);
    }
}
