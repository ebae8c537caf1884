using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// ORDER BY over an input that ends: keeps every row and emits what is left in order at the end, equal ones in the order
/// in which they came.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="order">How rows are ordered.</param>
/// <param name="offset">Rows left out first.</param>
/// <param name="limit">The most rows; null for all.</param>
/// <param name="inputRetracts">Whether rows are taken back, so that they have to be found again.</param>
public sealed class SortOperator(
    Schema schema, IEnumerable<RowSortKey> order, long offset, long? limit, bool inputRetracts = false)
    : RowOperator(schema, inputRetracts ? Enumerable.Range(0, schema.Count) : [], schema)
{
    private readonly RowTable _table = new("rows", schema, [], "copies");
    private readonly RowOrder _order = new(schema, order);
    private readonly List<int> _arrived = [];
    private RowStore? _rows;

    // The value says how many equal rows there are.
    private RowIndex<int>? _index;

    protected override long StateEntries => _rows?.Count ?? 0;

    public override void OnEnd()
    {
        foreach (StoredRow row in Rows().Order(_order).Skip(Whole(offset)).Take(Whole(limit ?? long.MaxValue)))
        {
            Emit(row, RowKind.Insert);
        }

        // What has been handed out is no state any more: whoever goes on from here must not do so again.
        _arrived.Clear();
        _rows!.Clear();
        _index = NewIndex();
        Send();
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        RowTable.Saving saving = _table.Save();
        foreach ((StoredRow row, int copies) in Arrived())
        {
            saving.Add(row, copies);
        }

        saving.Into(snapshot);
    }

    public override void Restore(RestoredState state)
    {
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            int row = _rows!.Add(saved.Row);
            if (_index is null)
            {
                _arrived.Add(row);
            }
            else
            {
                _index.Add(saved.Key.Hash, row, (int)saved[0]);
            }
        }

        Context.Metrics.StateEntries = StateEntries;
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _index = NewIndex();
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        if (_index is null)
        {
            _arrived.Add(_rows!.Add(key.Row));
        }
        else if (kind.IsRetraction())
        {
            TakeBack(key);
        }
        else
        {
            AddCopy(key);
        }
    }

    protected override void OnRowsAdded() => _rows!.Compact();

    private RowIndex<int>? NewIndex() => inputRetracts ? new RowIndex<int>(Keys, _rows!) : null;

    private void AddCopy(RowKey key)
    {
        int entry = _index!.Find(key);
        if (entry < 0)
        {
            _index.Add(key.Hash, _rows!.Add(key.Row), 1);
        }
        else
        {
            _index.Value(entry)++;
        }
    }

    // A row that is taken back and was never there has no effect.
    private void TakeBack(RowKey key)
    {
        int entry = _index!.Find(key);
        if (entry >= 0 && --_index.Value(entry) == 0)
        {
            int row = _index.Row(entry);
            _index.Remove(entry);
            _rows!.Remove(row);
        }
    }

    private IEnumerable<StoredRow> Rows() => Arrived().SelectMany(arrived => Enumerable.Repeat(arrived.Row, arrived.Copies));

    /// <summary>Different rows in the order in which they came.</summary>
    private IEnumerable<(StoredRow Row, int Copies)> Arrived()
    {
        foreach (int row in _arrived)
        {
            yield return (_rows![row], 1);
        }

        for (int entry = _index?.First ?? -1; entry >= 0; entry = _index!.After(entry))
        {
            yield return (_rows![_index!.Row(entry)], _index.Value(entry));
        }
    }

    private static int Whole(long count) => (int)Math.Min(count, int.MaxValue);
}
