using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// ORDER BY over an input of +I that ends: keeps every row and emits them in order at the end, equal ones in the order
/// in which they came.
/// </summary>
public sealed class SortOperator(Schema schema, IEnumerable<RowSortKey> order, long offset, long? limit)
    : RowOperator(schema, [], schema)
{
    private readonly RowOrder _order = new(schema, order);
    private readonly List<StoredRow> _rows = [];

    protected override long StateEntries => _rows.Count;

    public override void OnEnd()
    {
        foreach (StoredRow row in _rows.Order(_order).Skip(Whole(offset)).Take(Whole(limit ?? long.MaxValue)))
        {
            Emit(row, RowKind.Insert);
        }

        Send();
    }

    public override void Close()
    {
        foreach (StoredRow row in _rows)
        {
            row.Drop();
        }

        _rows.Clear();
    }

    protected override void Add(RowKey key, RowKind kind) => _rows.Add(key.Row.Keep());

    private static int Whole(long count) => (int)Math.Min(count, int.MaxValue);
}
