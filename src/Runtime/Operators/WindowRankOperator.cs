using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.State;
using FlinkSql.Runtime.Time;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Top-N of each window and key, emitted once when the window closes; rows carry their window. Of an input of +I no
/// more than N rows a window and key are kept.
/// </summary>
/// <param name="input">The columns of the input.</param>
/// <param name="rank">Which rows are wanted; the keys are those beside the window.</param>
/// <param name="result">The columns of the result.</param>
/// <param name="startColumn">The column that holds window_start.</param>
/// <param name="endColumn">The column that holds window_end.</param>
/// <param name="time">What decides when a window closes.</param>
public sealed class WindowRankOperator(
    Schema input, RankSpec rank, Schema result, int startColumn, int endColumn, WindowTime time)
    : RowOperator(input, rank.Keys, result)
{
    private readonly RowTable _table = new("rows", input, rank.Keys);
    private readonly RowOrder _order = new(input, rank.Order);
    private readonly RowKeys _whole = new(input, Enumerable.Range(0, input.Count));

    // In the order in which they close.
    private readonly List<OpenWindow> _windows = [];
    private RowStore? _rows;
    private WindowClock? _clock;
    private OpenWindow? _current;
    private long _watermark = long.MinValue;
    private long _timer = long.MaxValue;

    private bool ProcessingTime => time == WindowTime.Processing;

    protected override long StateEntries => _rows!.Count;

    public override void OnTimer(long time)
    {
        _timer = long.MaxValue;
        PassTo(Context.Now - 1);
        SetTimer();
        Context.Metrics.StateEntries = StateEntries;
        Send();
    }

    public override void OnEnd()
    {
        PassTo(WatermarkElement.Max);
        Send();
    }

    public override void Snapshot(StateSnapshot snapshot)
    {
        RowTable.Saving saving = _table.Save();
        foreach (int row in _windows.SelectMany(window => window.Groups.All).SelectMany(group => group.Rows))
        {
            saving.Add(_rows![row]);
        }

        saving.Into(snapshot);
        snapshot.Put("watermark", _watermark);
    }

    /// <summary>Rows carry their windows; those of a key were saved in the order of their ranks.</summary>
    public override void Restore(RestoredState state)
    {
        foreach (RowTable.Saved saved in _table.Load(state, Keys, Context.Memory))
        {
            (long start, long end) = (StartOf(saved.Row), EndOf(saved.Row));
            int place = Search(start, end);
            OpenWindow window = place < 0 ? Open(place, start, end) : _windows[place];
            RowGroup? group = window.Groups.Find(saved.Key);
            window.Groups.Insert(saved.Key, group, group?.Rows.Count ?? 0);
        }

        // A subtask without windows has not looked at the clock.
        _watermark = ProcessingTime
            ? state.Numbers("watermark").DefaultIfEmpty(long.MinValue).Max()
            : state.Least("watermark", long.MinValue);
        Context.Metrics.StateEntries = StateEntries;
        SetTimer();
    }

    public override void Close()
    {
        _windows.Clear();
        _current = null;
        _rows?.Clear();
    }

    protected override void OnOpen()
    {
        base.OnOpen();
        _rows = new RowStore(InputSchema, Context.Memory);
        _clock = new WindowClock(time == WindowTime.Event ? null : Context.Zone);
    }

    protected override void Add(RowKey key, RowKind kind)
    {
        if (Enter(key.Row) is not OpenWindow window)
        {
            return;
        }

        RowGroup? group = window.Groups.Find(key);
        if (kind is RowKind.Delete or RowKind.UpdateBefore)
        {
            TakeBack(window, group, key.Row);
            return;
        }

        int place = group?.PlaceOf(key.Row, _rows!, _order, rank.NewestFirst) ?? 0;
        if (place >= rank.Kept)
        {
            return;
        }

        group = window.Groups.Insert(key, group, place);
        if (group.Rows.Count > rank.Kept)
        {
            window.Groups.RemoveAt(group, group.Rows.Count - 1);
        }
    }

    protected override void OnRowsAdded()
    {
        SetTimer();
        _rows!.Compact();
    }

    protected override void Pass(long watermark)
    {
        if (!ProcessingTime)
        {
            PassTo(watermark);
        }
    }

    /// <summary>The window a row carries; null when it has closed, or the row carries none.</summary>
    private OpenWindow? Enter(StoredRow row)
    {
        if (row.Batch.Column(startColumn).IsNull(row.Row) || row.Batch.Column(endColumn).IsNull(row.Row))
        {
            Context.Metrics.BadRecords++;
            return null;
        }

        (long start, long end) = (StartOf(row), EndOf(row));
        if (_current is { } current && current.Start == start && current.End == end)
        {
            return current;
        }

        int place = Search(start, end);
        if (place >= 0)
        {
            return _current = _windows[place];
        }

        if (PassedAt(end) <= _watermark)
        {
            long watermark = WindowClock.Clamp(_watermark);
            Context.DropLate(row.Batch, row.Row, new Lateness(
                start, end, _clock!.FromInstant(watermark), watermark - _clock.ToInstant(end - 1)));
            return null;
        }

        return Open(place, start, end);
    }

    private OpenWindow Open(int place, long start, long end)
    {
        _current = new OpenWindow(start, end, PassedAt(end), new RowGroups(Keys, _rows!));
        _windows.Insert(~place, _current);
        return _current;
    }

    /// <summary>The watermark, or the time on the clock, that closes a window.</summary>
    private long PassedAt(long end)
    {
        long passedAt = _clock!.ToInstant(end - 1);

        // The clock gave a row its window when the row was sent; it may be on its way for as long as rows wait.
        return ProcessingTime ? passedAt + (long)Math.Max(0, Context.BufferTimeout.TotalMilliseconds) : passedAt;
    }

    private void TakeBack(OpenWindow window, RowGroup? group, StoredRow row)
    {
        int place = group?.Find(row, _rows!, _order, _whole) ?? -1;
        if (place >= 0)
        {
            window.Groups.RemoveAt(group!, place);
        }
    }

    private void PassTo(long watermark)
    {
        _watermark = Math.Max(_watermark, watermark);
        int due = 0;
        while (due < _windows.Count && _windows[due].PassedAt <= _watermark)
        {
            Fire(_windows[due++]);
        }

        if (due != 0)
        {
            _windows.RemoveRange(0, due);
            _current = null;
        }
    }

    private void Fire(OpenWindow window)
    {
        foreach (RowGroup group in window.Groups.All)
        {
            long last = Math.Min(rank.Last, group.Rows.Count);
            for (long place = rank.First; place <= last; place++)
            {
                StoredRow row = _rows![group.Rows[(int)place - 1]];
                if (rank.OutputsRank)
                {
                    Emit(row, place, RowKind.Insert);
                }
                else
                {
                    Emit(row, RowKind.Insert);
                }
            }

            foreach (int number in group.Rows)
            {
                _rows!.Remove(number);
            }
        }
    }

    private void SetTimer()
    {
        if (ProcessingTime && _windows.Count != 0 && _windows[0].PassedAt + 1 < _timer)
        {
            _timer = _windows[0].PassedAt + 1;
            Context.SetTimer(_timer);
        }
    }

    private int Search(long start, long end)
    {
        int low = 0;
        int high = _windows.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            OpenWindow window = _windows[middle];
            int order = window.End != end ? window.End.CompareTo(end) : window.Start.CompareTo(start);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private long StartOf(StoredRow row) => row.Batch.Values<long>(startColumn)[row.Row];

    private long EndOf(StoredRow row) => row.Batch.Values<long>(endColumn)[row.Row];

    private sealed record OpenWindow(long Start, long End, long PassedAt, RowGroups Groups);
}
