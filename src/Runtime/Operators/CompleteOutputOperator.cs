using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Mode complete: the whole result at each trigger that saw a change, and at the end. A batch without rows and marks
/// ends each snapshot, so that whoever takes them knows when one is whole.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="keys">The columns that name a row; null where equal rows are counted instead.</param>
/// <param name="trigger">When a snapshot is made.</param>
/// <param name="order">How its rows are ordered; empty for the order in which they came into the result.</param>
/// <param name="offset">Rows left out first.</param>
/// <param name="limit">The most rows.</param>
public sealed class CompleteOutputOperator(
    Schema schema,
    IReadOnlyList<int>? keys,
    OutputTrigger trigger,
    IReadOnlyList<RowSortKey> order,
    long offset = 0,
    long? limit = null) : OutputOperator(schema, keys ?? Enumerable.Range(0, schema.Count), trigger)
{
    private readonly RowTable _table = new("rows", schema, [], "times");
    private readonly RowOrder? _order = order.Count == 0 ? null : new RowOrder(schema, order);

    // The value says how many equal rows there are.
    private RowIndex<int>? _index;
    private bool _changed;
    private bool _told;

    protected override bool Changed => _changed;

    public override void Snapshot(StateSnapshot snapshot)
    {
        base.Snapshot(snapshot);
        RowTable.Saving saving = _table.Save();
        for (int entry = _index!.First; entry >= 0; entry = _index.After(entry))
        {
            saving.Add(Rows[_index.Row(entry)], _index.Value(entry));
        }

        saving.Into(snapshot);
        snapshot.Put("changed", _changed ? 1 : 0);
        snapshot.Put("told", _told ? 1 : 0);
    }

    public override void Restore(RestoredState state)
    {
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            _index!.Add(saved.Key.Hash, Rows.Add(saved.Row), (int)saved[0]);
        }

        _changed = state.Numbers("changed").Contains(1);
        _told = state.Numbers("told").Contains(1);
        base.Restore(state);
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _index = new RowIndex<int>(Keys, Rows);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        bool present = kind is RowKind.Insert or RowKind.UpdateAfter;
        int entry = _index!.Find(key);
        if (entry < 0)
        {
            if (present)
            {
                _index.Add(key.Hash, Rows.Add(key.Row), 1);
                _changed = true;
            }

            return;
        }

        _changed = true;
        ref int times = ref _index.Value(entry);
        if (!present)
        {
            if (--times == 0)
            {
                int row = _index.Row(entry);
                _index.Remove(entry);
                Rows.Remove(row);
            }
        }
        else if (keys is null)
        {
            times++;
        }
        else
        {
            Rows.Remove(_index.Row(entry));
            _index.Row(entry) = Rows.Add(key.Row);
        }
    }

    protected override void Write()
    {
        IEnumerable<StoredRow> rows = _order is null ? Result() : Result().Order(_order);
        foreach (StoredRow row in rows.Skip(Whole(offset)).Take(Whole(limit ?? long.MaxValue)))
        {
            Emit(row, RowKind.Insert);
        }

        Send();
        _changed = false;
        _told = true;
        EndSnapshot();
    }

    // A result that has never had a row is told too: it may take the place of one that had some.
    protected override void FireLast()
    {
        if (_changed || !_told)
        {
            Fire();
        }
    }

    private IEnumerable<StoredRow> Result()
    {
        for (int entry = _index!.First; entry >= 0; entry = _index.After(entry))
        {
            for (int time = 0; time < _index.Value(entry); time++)
            {
                yield return Rows[_index.Row(entry)];
            }
        }
    }

    private void EndSnapshot() => Output.Emit(new BatchBuilder(Schema, Context.Memory).Build());

    private static int Whole(long count) => (int)Math.Min(count, int.MaxValue);
}
