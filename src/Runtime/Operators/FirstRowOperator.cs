using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Deduplication that keeps the earliest row of each key: it is emitted once, when the watermark has reached its time
/// so that no earlier one can come. Rows behind the watermark are late. State ends only once its row is emitted.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="keys">The columns that rows are grouped by.</param>
/// <param name="timeColumn">The event time.</param>
/// <param name="ttl">How long state is kept.</param>
public sealed class FirstRowOperator(Schema schema, IReadOnlyList<int> keys, int timeColumn, StateTtl ttl = default)
    : RowOperator(schema, keys, schema, ttl)
{
    private const long Emitted = -1;

    private readonly RowTable _table = new("rows", schema, keys, "waiting", "written");

    // Due at their times; a key that a still earlier row came to is in it more than once, but its row only once.
    private readonly PriorityQueue<int, (long Time, long Came)> _waiting = new();

    // Keys whose row was emitted, in that order.
    private readonly Queue<int> _done = [];
    private RowStore? _rows;
    private RowIndex<First>? _index;
    private long _watermark = long.MinValue;
    private long _came = 1;

    protected override long StateEntries => _rows!.Count;

    public override void OnEnd()
    {
        Pass(WatermarkElement.Max);
        Send();
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        RowTable.Saving saving = _table.Save();
        for (int entry = _index!.First; entry >= 0; entry = _index.After(entry))
        {
            First first = _index.Value(entry);
            saving.Add(_rows![_index.Row(entry)], first.Came, first.Written);
        }

        saving.Into(snapshot);
        snapshot.Put("watermark", _watermark);
        snapshot.Put("came", _came);
    }

    public override void Restore(RestoredState state)
    {
        _watermark = state.Least("watermark", long.MinValue);
        _came = state.Numbers("came").DefaultIfEmpty(1).Max();
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            var first = new First(saved[0], saved[1]);
            int entry = _index!.Add(saved.Key.Hash, _rows!.Add(saved.Row), first);
            if (first.Came != Emitted)
            {
                _waiting.Enqueue(entry, (TimeOf(saved.Row), first.Came));
            }
        }

        _index!.Sort(first => first.Written);
        for (int entry = _index.First; entry >= 0; entry = _index.After(entry))
        {
            if (Ttl.IsOn && _index.Value(entry).Came == Emitted)
            {
                _done.Enqueue(entry);
            }
        }

        Context.Metrics.StateEntries = StateEntries;
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _index = new RowIndex<First>(Keys, _rows);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        if (key.Row.Batch.Column(timeColumn).IsNull(key.Row.Row))
        {
            Context.Metrics.BadRecords++;
            return;
        }

        long time = TimeOf(key.Row);
        if (time < _watermark)
        {
            Context.DropLate(
                key.Row.Batch, key.Row.Row, Lateness.WithoutWindow(time, WindowClock.Clamp(_watermark)));
            return;
        }

        var first = new First(_came, BatchTime);
        int entry = _index!.Find(key);
        if (entry < 0)
        {
            entry = _index.Add(key.Hash, _rows!.Add(key.Row), first);
        }
        else if (_index.Value(entry).Came == Emitted || time >= TimeOf(_rows![_index.Row(entry)]))
        {
            return;
        }
        else
        {
            _rows.Remove(_index.Row(entry));
            _index.Row(entry) = _rows.Add(key.Row);
            _index.Value(entry) = first;
        }

        _waiting.Enqueue(entry, (time, _came++));
    }

    protected override void OnRowsAdded() => _rows!.Compact();

    protected override void Pass(long watermark)
    {
        _watermark = Math.Max(_watermark, watermark);
        while (_waiting.TryPeek(out int entry, out (long Time, long Came) due) && due.Time <= _watermark)
        {
            _waiting.Dequeue();
            if (_index!.Value(entry).Came == due.Came)
            {
                _index.Value(entry) = new First(Emitted, BatchTime);
                Emit(_rows![_index.Row(entry)], RowKind.Insert);
                if (Ttl.IsOn)
                {
                    _done.Enqueue(entry);
                }
            }
        }
    }

    protected override void Expire(long now)
    {
        while (_done.TryPeek(out int entry) && Ttl.Expired(_index!.Value(entry).Written, now))
        {
            _done.Dequeue();
            _rows!.Remove(_index.Row(entry));
            _index.Remove(entry);
            Context.Metrics.ExpiredState++;
        }
    }

    private long TimeOf(StoredRow row) => ((FixedColumn<long>)row.Batch.Column(timeColumn)).Values[row.Row];

    /// <summary>The number under which the row waits, or <see cref="Emitted"/>; and when that was written.</summary>
    private readonly record struct First(long Came, long Written);
}
