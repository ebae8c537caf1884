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
        var rows = new KeyedRows<TKey>();
        foreach (ref KeyedTable<TKey, SessionGroup<TState>>.Entry entry in Sessions.Entries)
        {
            ref SessionGroup<TState> group = ref entry.State;
            foreach (SessionGroup<TState>.Session session in group.Older ?? [])
            {
                SaveState(ref session.State, rows.Add(in entry.Key, session.Start, session.End, group.Timer));
            }

            SaveState(ref group.State, rows.Add(in entry.Key, group.Start, group.End, group.Timer));
        }

        Save(snapshot, SessionTable, rows);
        SaveTimers(snapshot);
    }

    private protected override void LoadGroups(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, SessionTable))
        {
            ref SessionGroup<TState> group = ref Sessions.GetOrAdd(row.Key, out bool added);
            if (!added)
            {
                (group.Older ??= []).Add(new() { Start = group.Start, End = group.End, State = group.State });
                group.State = default;
            }

            (group.Start, group.End, group.Timer) = (row.Number(0), row.Number(1), row.Number(2));
            LoadState(ref group.State, in row);
            Context.Metrics.StateEntries++;
        }

        LoadTimers(state);
    }
}
