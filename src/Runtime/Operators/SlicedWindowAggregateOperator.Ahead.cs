using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <content>
/// Keys of a restored job some of whose windows had fired before, while others of this subtask had not got there: they are
/// left out of those windows until the watermark has caught up.
/// </content>
public abstract partial class SlicedWindowAggregateOperator<TKey, TState>
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    // By key, the end of its last window that has fired; null when there are none.
    private KeyedTable<TKey, long>? _ahead;
    private long _aheadUntil = long.MinValue;

    private StateTable AheadTable => KeyedTableOf("ahead", new Field("fired_until", DataTypes.Timestamp3.NotNull()));

    private protected sealed override void OnAhead(in TKey key, long watermark)
    {
        // A window of one slice is gone with its state when it has fired.
        if (!_shape.OneSlice)
        {
            NoteAhead(in key, LastDue(WindowClock.Clamp(watermark)));
        }
    }

    private protected sealed override void SaveGroups(StateSnapshot snapshot)
    {
        base.SaveGroups(snapshot);
        if (_ahead is { } ahead)
        {
            var rows = new KeyedRows<TKey>();
            foreach (ref KeyedTable<TKey, long>.Entry key in ahead.Entries)
            {
                rows.Add(in key.Key, key.State);
            }

            Save(snapshot, AheadTable, rows);
        }
    }

    private protected sealed override void LoadGroups(RestoredState state)
    {
        base.LoadGroups(state);
        foreach (SavedRow<TKey> row in Load(state, AheadTable))
        {
            NoteAhead(row.Key, row.Number(0));
        }
    }

    private void NoteAhead(in TKey key, long firedUntil)
    {
        _ahead ??= new KeyedTable<TKey, long>(Context.Memory);
        ref long known = ref _ahead.GetOrAdd(in key, out bool added);
        known = added ? firedUntil : Math.Max(known, firedUntil);
        _aheadUntil = Math.Max(_aheadUntil, firedUntil);
    }

    private void EmitWindow(KeyedTable<TKey, TState> groups, long start, long end)
    {
        if (_ahead is null)
        {
            Emit(groups, start, end);
            return;
        }

        foreach (ref KeyedTable<TKey, TState>.Entry group in groups.Entries)
        {
            ref long firedUntil = ref _ahead.Find(in group.Key);
            if (Unsafe.IsNullRef(ref firedUntil) || firedUntil < end)
            {
                EmitGroup(in group.Key, ref group.State, start, end);
                SendFull();
            }
        }
    }

    private void CatchUp()
    {
        if (_ahead is not null && _closedEnd >= _aheadUntil)
        {
            _ahead.Release();
            _ahead = null;
        }
    }
}
