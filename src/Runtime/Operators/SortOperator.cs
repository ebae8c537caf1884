using FlinkSql.Columnar;
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
    private readonly RowOrder _order = new(schema, order);
    private readonly List<int> _arrived = [];
    private RowStore? _rows;
    private RowIndex<Copies>? _index;
    private long _arrivals;

    protected override long StateEntries => _rows?.Count ?? 0;

    public override void OnEnd()
    {
        foreach (StoredRow row in Rows().Order(_order).Skip(Whole(offset)).Take(Whole(limit ?? long.MaxValue)))
        {
            Emit(row, RowKind.Insert);
        }

        Send();
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _index = inputRetracts ? new RowIndex<Copies>(Keys, _rows) : null;
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

    private void AddCopy(RowKey key)
    {
        int entry = _index!.Find(key);
        if (entry < 0)
        {
            entry = _index.Add(key.Hash, _rows!.Add(key.Row));
            _index.Value(entry) = new Copies(0, _arrivals++);
        }

        _index.Value(entry) = _index.Value(entry) with { Count = _index.Value(entry).Count + 1 };
    }

    // A row that is taken back and was never there has no effect.
    private void TakeBack(RowKey key)
    {
        int entry = _index!.Find(key);
        if (entry < 0)
        {
            return;
        }

        Copies copies = _index.Value(entry);
        if (copies.Count > 1)
        {
            _index.Value(entry) = copies with { Count = copies.Count - 1 };
            return;
        }

        int row = _index.Row(entry);
        _index.Remove(entry);
        _rows!.Remove(row);
    }

    private IEnumerable<StoredRow> Rows() => _index is { } index
        ? Enumerable.Range(0, index.Limit).Where(index.InUse)
            .OrderBy(entry => index.Value(entry).Arrival)
            .SelectMany(entry => Enumerable.Repeat(_rows![index.Row(entry)], index.Value(entry).Count))
        : _arrived.Select(row => _rows![row]);

    private static int Whole(long count) => (int)Math.Min(count, int.MaxValue);

    /// <summary>How many equal rows there are, and when the first of them came.</summary>
    private readonly record struct Copies(int Count, long Arrival);
}
