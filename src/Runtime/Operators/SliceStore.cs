using FlinkSql.Columnar;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The open slices of a window operator in the order of their ends, then of their starts. Rows out of order go back and
/// forth between a few of them, so the last few are found without a search; closed slices are used again.
/// </summary>
internal sealed class SliceStore<TKey, TState>(BufferPool? memory)
    where TKey : struct, IStateKey<TKey>
    where TState : struct
{
    private const int Recent = 4;
    private const int Spare = 8;

    private readonly WindowSlice<TKey, TState>?[] _recent = new WindowSlice<TKey, TState>?[Recent];
    private readonly List<WindowSlice<TKey, TState>> _slices = [];
    private readonly Stack<WindowSlice<TKey, TState>> _spare = [];
    private int _next;

    public int Count => _slices.Count;

    public WindowSlice<TKey, TState> this[int index] => _slices[index];

    /// <summary>A slice used lately that holds a time, or null.</summary>
    public WindowSlice<TKey, TState>? FindRecent(long time)
    {
        foreach (WindowSlice<TKey, TState>? slice in _recent)
        {
            if (slice is not null && time >= slice.Start && time < slice.End)
            {
                return slice;
            }
        }

        return null;
    }

    /// <summary>The slice from a start to an end, or null.</summary>
    public WindowSlice<TKey, TState>? Find(long start, long end)
    {
        int index = Search(start, end);
        return index < 0 ? null : Remember(_slices[index]);
    }

    /// <summary>A new slice from a start to an end.</summary>
    public WindowSlice<TKey, TState> Add(long start, long end)
    {
        if (_spare.TryPop(out WindowSlice<TKey, TState>? slice))
        {
            slice.Start = start;
            slice.End = end;
        }
        else
        {
            slice = new WindowSlice<TKey, TState>(start, end, memory);
        }

        _slices.Insert(~Search(start, end), slice);
        return Remember(slice);
    }

    /// <summary>Takes the first slices out.</summary>
    public void RemoveFirst(int count)
    {
        for (int index = 0; index < count; index++)
        {
            WindowSlice<TKey, TState> slice = _slices[index];
            if (_spare.Count < Spare)
            {
                slice.Groups.Clear();
                slice.Counted = 0;
                slice.Closed = false;
                _spare.Push(slice);
            }
            else
            {
                slice.Groups.Release();
            }
        }

        _slices.RemoveRange(0, count);
        Array.Clear(_recent);
    }

    /// <summary>Gives all memory back.</summary>
    public void Release()
    {
        foreach (WindowSlice<TKey, TState> slice in _slices.Concat(_spare))
        {
            slice.Groups.Release();
        }

        _slices.Clear();
        _spare.Clear();
        Array.Clear(_recent);
    }

    private WindowSlice<TKey, TState> Remember(WindowSlice<TKey, TState> slice)
    {
        _recent[_next] = slice;
        _next = (_next + 1) % Recent;
        return slice;
    }

    private int Search(long start, long end)
    {
        int low = 0;
        int high = _slices.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            WindowSlice<TKey, TState> slice = _slices[middle];
            int order = slice.End != end ? slice.End.CompareTo(end) : slice.Start.CompareTo(start);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
