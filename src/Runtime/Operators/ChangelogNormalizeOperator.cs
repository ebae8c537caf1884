using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Completes changes by key with the last row of each key: +I for a new key, -U and +U for a changed row, -D with the
/// whole row. What says nothing new is dropped, but where state ends: there it keeps what comes after it alive.
/// </summary>
public sealed class ChangelogNormalizeOperator(Schema schema, IReadOnlyList<int> keyColumns, StateTtl ttl = default)
    : RowOperator(schema, keyColumns, schema, ttl)
{
    private readonly RowTable _table = new("rows", schema, keyColumns, "written");
    private readonly RowKeys _whole = new(schema, Enumerable.Range(0, schema.Count));
    private RowStore? _rows;

    // The last row of each key; the value says when it was written.
    private RowIndex<long>? _index;

    protected override long StateEntries => _rows!.Count;

    public override void Snapshot(StateSnapshot snapshot)
    {
        RowTable.Saving saving = _table.Save();
        for (int entry = _index!.First; entry >= 0; entry = _index.After(entry))
        {
            saving.Add(_rows![_index.Row(entry)], _index.Value(entry));
        }

        saving.Into(snapshot);
    }

    public override void Restore(RestoredState state)
    {
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            _index!.Add(saved.Key.Hash, _rows!.Add(saved.Row), saved[0]);
        }

        _index!.Sort(written => written);
        Context.Metrics.StateEntries = StateEntries;
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _index = new RowIndex<long>(Keys, _rows);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        if (kind == RowKind.UpdateBefore)
        {
            return;
        }

        int entry = _index!.Find(key);
        if (kind == RowKind.Delete)
        {
            if (entry >= 0)
            {
                Emit(_rows![_index.Row(entry)], RowKind.Delete);
                Forget(entry);
            }
        }
        else if (entry < 0)
        {
            _index.Add(key.Hash, _rows!.Add(key.Row), BatchTime);
            Emit(key.Row, RowKind.Insert);
        }
        else
        {
            Replace(entry, key.Row);
        }
    }

    protected override void OnRowsAdded() => _rows!.Compact();

    protected override void Expire(long now)
    {
        while (_index!.First is >= 0 and int entry && Ttl.Expired(_index.Value(entry), now))
        {
            Forget(entry);
            Context.Metrics.ExpiredState++;
        }
    }

    private void Replace(int entry, StoredRow row)
    {
        ref int kept = ref _index!.Row(entry);
        if (Ttl.IsOn || !_whole.Equal(_rows![kept], row))
        {
            Emit(_rows![kept], RowKind.UpdateBefore);
            Emit(row, RowKind.UpdateAfter);
            _rows.Remove(kept);
            kept = _rows.Add(row);
        }

        _index.Value(entry) = BatchTime;
        if (Ttl.IsOn)
        {
            _index.MoveToEnd(entry);
        }
    }

    private void Forget(int entry)
    {
        _rows!.Remove(_index!.Row(entry));
        _index.Remove(entry);
    }
}
