using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Deduplication that keeps the earliest row of each key: it is emitted once, when the watermark has reached its time
/// so that no earlier one can come. Rows behind the watermark are late.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="keys">The columns that rows are grouped by.</param>
/// <param name="timeColumn">The event time.</param>
public sealed class FirstRowOperator(Schema schema, IEnumerable<int> keys, int timeColumn)
    : RowOperator(schema, keys, schema)
{
    // Due at their times; a group that a still earlier row came to is in it twice.
    private readonly PriorityQueue<RowGroup, (long Time, long Came)> _waiting = new();
    private readonly HashSet<RowGroup> _open = [];
    private RowStore? _rows;
    private RowGroups? _groups;
    private long _watermark = long.MinValue;
    private long _came;

    protected override long StateEntries => _rows!.Count;

    public override void OnEnd()
    {
        Pass(WatermarkElement.Max);
        Send();
    }

    public override void Close() => _rows?.Clear();

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _groups = new RowGroups(Keys, _rows);
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

        RowGroup? group = _groups!.Find(key);
        if (group is null)
        {
            group = _groups.Add(key);
            _open.Add(group);
        }
        else if (!_open.Contains(group) || time >= TimeOf(_rows![group.Rows[0]]))
        {
            return;
        }
        else
        {
            _rows.Remove(group.Rows[0]);
            group.Rows.Clear();
        }

        group.Rows.Add(_rows!.Add(key.Row));
        _waiting.Enqueue(group, (time, _came++));
    }

    protected override void OnRowsAdded() => _rows!.Compact();

    protected override void Pass(long watermark)
    {
        _watermark = Math.Max(_watermark, watermark);
        while (_waiting.TryPeek(out RowGroup? group, out (long Time, long) due) && due.Time <= _watermark)
        {
            _waiting.Dequeue();
            if (_open.Remove(group))
            {
                Emit(_rows![group.Rows[0]], RowKind.Insert);
            }
        }
    }

    private long TimeOf(StoredRow row) => ((FixedColumn<long>)row.Batch.Column(timeColumn)).Values[row.Row];
}
