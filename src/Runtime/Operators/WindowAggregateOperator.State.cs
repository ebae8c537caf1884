using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>What windows keep in a checkpoint.</summary>
public abstract partial class WindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    public sealed override void Snapshot(StateSnapshot snapshot)
    {
        snapshot.Put("watermark", Watermark);
        if (_expectsMore)
        {
            snapshot.Put("last-rows", _lastRows);
        }

        SaveGroups(snapshot);
    }

    public sealed override void Restore(RestoredState state)
    {
        Watermark = Planted.Has(PlantedBug.WatermarksLost)
            ? WatermarkElement.Min
            : state.Least("watermark", WatermarkElement.Min);
        LoadGroups(state);
        Resume(Watermark);
        if (Firing.Timeout is long timeout && state.Own("last-rows").ToList() is { Count: > 0 } times)
        {
            _expectsMore = true;
            _lastRows = times.Max();
            Context.SetTimer(_lastRows + timeout);
        }

        ShowWindows();
    }

    /// <summary>Adds the groups to a checkpoint: the key, the stretch of time, and the state.</summary>
    private protected virtual void SaveGroups(StateSnapshot snapshot) => Save(
        snapshot,
        SliceTable,
        Enumerable.Range(0, Slices.Count).Select(index => (Slices[index].Groups, new[] { Slices[index].Start, Slices[index].End })));

    /// <summary>Takes the groups of a checkpoint over. The watermark is known.</summary>
    private protected virtual void LoadGroups(RestoredState state)
    {
        foreach (SavedRow<TKey> row in Load(state, SliceTable, "watermark"))
        {
            (long start, long end) = (row.Number(0), row.Number(1));
            WindowSlice<TKey, TState> slice = Slices.Find(start, end) ?? Slices.Add(start, end);
            LoadState(ref slice.Groups.GetOrAdd(row.Key, out _), in row);
            if (row.Former is long former && former > Watermark)
            {
                OnAhead(row.Key, former);
            }
        }

        for (int index = 0; index < Slices.Count; index++)
        {
            Slices[index].Counted = Slices[index].Groups.Count;
            Context.Metrics.StateEntries += Slices[index].Counted;
        }
    }

    /// <summary>
    /// A key comes from a subtask whose watermark was ahead of the one to go on from: where barriers overtake watermarks,
    /// those of the former subtasks differ.
    /// </summary>
    private protected virtual void OnAhead(in TKey key, long watermark)
    {
    }

    /// <summary>
    /// Goes on from the watermark of a checkpoint: finds what fires next, and sets the timers again. Nothing is due that was
    /// not due then.
    /// </summary>
    private protected virtual void Resume(long watermark) => Fire(watermark);

    /// <summary>What the stretches of time are that groups are kept for: windows, or parts of them.</summary>
    private protected virtual string Stretch => "window";

    /// <summary>The bounds of a stretch of time as columns.</summary>
    private protected static Field[] Bounds(string stretch) =>
        [new Field(stretch + "_start", DataTypes.Timestamp3.NotNull()), new Field(stretch + "_end", DataTypes.Timestamp3.NotNull())];

    private StateTable SliceTable => KeyedTable(Stretch + "s", Bounds(Stretch));
}
