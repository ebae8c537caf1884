using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Completes changes by key with the last row of each key: +I for a new key, -U and +U for a changed row, -D with the
/// whole row. What says nothing new is dropped.
/// </summary>
public sealed class ChangelogNormalizeOperator(Schema schema, IEnumerable<int> keyColumns)
    : RowOperator(schema, keyColumns, schema)
{
    private Dictionary<RowKey, StoredRow> _rows = [];
    private readonly RowKeys _whole = new(schema, Enumerable.Range(0, schema.Count));

    protected override long StateEntries => _rows.Count;

    public override void Close()
    {
        foreach (StoredRow row in _rows.Values)
        {
            row.Drop();
        }

        _rows.Clear();
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new Dictionary<RowKey, StoredRow>(Keys);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        if (kind == RowKind.UpdateBefore)
        {
            return;
        }

        bool known = _rows.TryGetValue(key, out StoredRow last);
        if (kind == RowKind.Delete)
        {
            if (known)
            {
                Emit(last, RowKind.Delete);
                Forget(key, last);
            }
        }
        else if (!known)
        {
            _rows.Add(key, key.Row.Keep());
            Emit(key.Row, RowKind.Insert);
        }
        else if (!_whole.Equal(last, key.Row))
        {
            Emit(last, RowKind.UpdateBefore);
            Emit(key.Row, RowKind.UpdateAfter);
            Forget(key, last);
            _rows.Add(key, key.Row.Keep());
        }
    }

    // The key lies in the kept row, so both go together.
    private void Forget(RowKey key, StoredRow row)
    {
        _rows.Remove(key);
        row.Drop();
    }
}
