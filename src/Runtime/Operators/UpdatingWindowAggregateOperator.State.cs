using FlinkSql.Columnar;
using FlinkSql.Columnar.State;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The groups in a checkpoint, each with what was handed out of it, and the changes that wait on the clock.
/// </summary>
public abstract partial class UpdatingWindowAggregateOperator<TKey, TState, TValues>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
    where TValues : struct, IWindowValues<TValues>
{
    /// <summary>Writes the state of a group; one without references as it lies in memory.</summary>
    protected virtual void SaveState(ref TState state, StateWriter writer) => StateMemory.Save(ref state, writer);

    /// <summary>Reads the state of a group back.</summary>
    protected virtual void LoadState(ref TState state, ref StateReader reader) => StateMemory.Load(ref state, ref reader);

    protected sealed override void SaveState(ref WindowGroup<TState, TValues> group, StateWriter writer)
    {
        if (StateMemory.Suits<WindowGroup<TState, TValues>>())
        {
            base.SaveState(ref group, writer);
            return;
        }

        SaveState(ref group.State, writer);
        group.Shown.Save(writer);
        writer.Write(group.Due);
        writer.Write(group.ShownBy);
        writer.Write(group.IsShown);
        writer.Write(group.Changed);
    }

    protected sealed override void LoadState(ref WindowGroup<TState, TValues> group, ref StateReader reader)
    {
        if (StateMemory.Suits<WindowGroup<TState, TValues>>())
        {
            base.LoadState(ref group, ref reader);
            return;
        }

        LoadState(ref group.State, ref reader);
        group.Shown.Load(ref reader);
        group.Due = reader.Read<long>();
        group.ShownBy = reader.Read<WindowCause>();
        group.IsShown = reader.Read<bool>();
        group.Changed = reader.Read<bool>();
    }

    private protected sealed override void SaveGroups(StateSnapshot snapshot)
    {
        base.SaveGroups(snapshot);
        SaveQueue(snapshot, "early", _early);
        SaveQueue(snapshot, "late", _late);
    }

    private protected sealed override void LoadGroups(RestoredState state)
    {
        base.LoadGroups(state);
        for (; _closed < Slices.Count && ClosesAt(Slices[_closed].End) <= Watermark; _closed++)
        {
            Slices[_closed].Closed = true;
        }

        LoadQueue(state, "early", _early);
        LoadQueue(state, "late", _late);
    }

    private void SaveQueue(StateSnapshot snapshot, string name, FiringQueue<WindowKey>? queue)
    {
        if (queue is null)
        {
            return;
        }

        var rows = new KeyedRows<TKey>();
        foreach ((long due, WindowKey item) in queue.Items)
        {
            rows.Add(in item.Key, item.Start, item.End, due);
        }

        Save(snapshot, QueueTable(name), rows);
    }

    private void LoadQueue(RestoredState state, string name, FiringQueue<WindowKey>? queue)
    {
        if (queue is null)
        {
            return;
        }

        queue.Refill(Load(state, QueueTable(name))
            .Select(row => (row.Number(2), new WindowKey(row.Number(0), row.Number(1), row.Key))));
        if (queue.Next is long next)
        {
            Context.SetTimer(next);
        }
    }

    private StateTable QueueTable(string name) =>
        KeyedTableOf(name, [.. Bounds("window"), new Field("due", DataTypes.Timestamp3.NotNull())]);
}
