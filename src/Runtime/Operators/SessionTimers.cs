namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The timers of the keys of sessions, by stretches of time: a timer is added to the list of its stretch, and only those of a
/// stretch that has begun to be due are put in order. Rows have moved most of them on by then, to a later stretch. Timers of
/// one time come out in the order in which they were set.
/// </summary>
/// <param name="width">The length of a stretch in ms.</param>
internal sealed class SessionTimers<TKey>(long width)
    where TKey : struct
{
    private const int Spare = 64;

    // Those of stretches that are in order: most in an array, from _at on, and those set since then, which come after them.
    private readonly PriorityQueue<TKey, (long End, long Number)> _near = new();
    private Timer[] _sorted = [];
    private Timer[] _other = [];
    private int _at;
    private int _count;

    private readonly SortedDictionary<long, Stretch> _far = [];
    private readonly Stack<Stretch> _spare = [];
    private Stretch? _last;
    private Stretch? _first;
    private long _next;

    // Timers before it are near.
    private long _farFrom = long.MinValue;

    /// <summary>Whether there is no timer.</summary>
    public bool IsEmpty => _at == _count && _near.Count == 0 && _first is null;

    /// <summary>The time of the first timer; the end of time when there is none.</summary>
    public long First => Math.Min(FirstNear, _first?.Least ?? long.MaxValue);

    private long FirstSorted => _at < _count ? _sorted[_at].End : long.MaxValue;

    private long FirstNear => Math.Min(
        FirstSorted, _near.TryPeek(out _, out (long End, long Number) near) ? near.End : long.MaxValue);

    /// <summary>Sets a timer of a key.</summary>
    public void Add(in TKey key, long end) => Add(new Timer(key, end));

    /// <summary>Whether the first timer is of a stretch that is not in order; then those of it that are not put off become near.</summary>
    /// <param name="isPutOff">Looks at a key, and may set another timer for it.</param>
    public bool Draw(Func<TKey, long, bool> isPutOff)
    {
        if (_first is not { } stretch || FirstNear < stretch.Least)
        {
            return false;
        }

        _farFrom = stretch.Start + width;
        _far.Remove(stretch.Start);
        _first = _far.Values.FirstOrDefault();
        _last = null;
        Make(stretch.Timers.Count);
        foreach (Timer timer in stretch.Timers)
        {
            if (!isPutOff(timer.Key, timer.End))
            {
                _sorted[_count++] = timer;
            }
        }

        Sort(stretch.Start);
        stretch.Timers.Clear();
        if (_spare.Count < Spare)
        {
            _spare.Push(stretch);
        }

        return true;
    }

    /// <summary>Takes the first timer out; only when <see cref="Draw"/> has nothing to do.</summary>
    public bool TryTake(out TKey key, out long end)
    {
        if (_at < _count && FirstSorted == FirstNear)
        {
            (key, end) = _sorted[_at++];
            return true;
        }

        bool any = _near.TryDequeue(out key, out (long End, long Number) at);
        end = at.End;
        return any;
    }

    /// <summary>
    /// Copies all timers, and answers what later puts them in order on another thread: those of one time in the order in which
    /// they were set.
    /// </summary>
    public Func<IEnumerable<(TKey Key, long End)>> Copy()
    {
        Timer[] near = [.. _near.UnorderedItems.OrderBy(item => item.Priority).Select(
            item => new Timer(item.Element, item.Priority.End))];
        int at = _count - _at;
        var copy = new Timer[at + near.Length + _far.Values.Sum(stretch => stretch.Timers.Count)];
        _sorted.AsSpan(_at, at).CopyTo(copy);
        near.CopyTo(copy, at);
        at += near.Length;
        foreach (Stretch stretch in _far.Values)
        {
            stretch.Timers.CopyTo(copy, at);
            at += stretch.Timers.Count;
        }

        return () => copy.OrderBy(timer => timer.End).Select(timer => (timer.Key, timer.End));
    }

    private void Add(in Timer timer)
    {
        if (timer.End < _farFrom)
        {
            _near.Enqueue(timer.Key, (timer.End, _next++));
            return;
        }

        if (_last is not { } stretch || timer.End < stretch.Start || timer.End - stretch.Start >= width)
        {
            _last = stretch = Find(timer.End);
        }

        stretch.Timers.Add(timer);
        stretch.Least = Math.Min(stretch.Least, timer.End);
    }

    // There is nothing in order any more: near timers all come before the stretch.
    private void Make(int room)
    {
        (_at, _count) = (0, 0);
        if (_sorted.Length < room)
        {
            _sorted = new Timer[room * 2];
        }
    }

    // By one byte of the time after the other, which leaves those of one time as they are.
    private void Sort(long start)
    {
        if (_other.Length < _sorted.Length)
        {
            _other = new Timer[_sorted.Length];
        }

        Span<int> places = stackalloc int[256];
        for (int shift = 0; shift < 64 && (width - 1) >> shift != 0; shift += 8)
        {
            places.Clear();
            foreach (ref Timer timer in _sorted.AsSpan(0, _count))
            {
                places[(int)((timer.End - start) >> shift) & 255]++;
            }

            int place = 0;
            foreach (ref int count in places)
            {
                (count, place) = (place, place + count);
            }

            foreach (ref Timer timer in _sorted.AsSpan(0, _count))
            {
                _other[places[(int)((timer.End - start) >> shift) & 255]++] = timer;
            }

            (_sorted, _other) = (_other, _sorted);
        }
    }

    private Stretch Find(long end)
    {
        long start = Time.WindowShape.Align(end, width, 0);
        if (!_far.TryGetValue(start, out Stretch? stretch))
        {
            stretch = _spare.TryPop(out Stretch? spare) ? spare : new Stretch();
            stretch.Start = start;
            stretch.Least = long.MaxValue;
            _far.Add(start, stretch);
            if (_first is null || start < _first.Start)
            {
                _first = stretch;
            }
        }

        return stretch;
    }

    private readonly record struct Timer(TKey Key, long End);

    private sealed class Stretch
    {
        public List<Timer> Timers { get; } = [];

        public long Start { get; set; }

        public long Least { get; set; }
    }
}
