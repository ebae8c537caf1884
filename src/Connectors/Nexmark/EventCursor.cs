namespace FlinkSql.Connectors.Nexmark;

/// <summary>
/// Goes through the events of one split. Splits take rounds in turn, so that together they give the same events however
/// many there are, and are at about the same time. With disorder they take groups in turn, and within a group events
/// come in a fixed order that is not theirs.
/// </summary>
/// <param name="settings">What there is.</param>
/// <param name="split">The number of the split.</param>
/// <param name="wanted">The kind to stop at; null for all.</param>
internal sealed class EventCursor(NexmarkSettings settings, int split, EventKind? wanted)
{
    /// <summary>Events that are found at once: few enough to stay in the first-level cache.</summary>
    private const int Capacity = 1024;

    /// <summary>A prime: its multiples go through a group in steps that seem random.</summary>
    private const long Stride = 953;

    private readonly long[] _ids = new long[Capacity];
    private readonly long[] _rounds = new long[Capacity];
    private readonly long _unit = settings.Disorder > 1 ? settings.Disorder : settings.Round;
    private readonly long _firstPlace = settings.FirstPlace(wanted ?? EventKind.Person);
    private readonly long _endPlace = settings.FirstPlace((wanted ?? EventKind.Bid) + 1);

    /// <summary>Events of the split that are passed, wanted or not.</summary>
    public long Passed { get; set; }

    public bool AtEnd => UnitStart + Passed % _unit >= settings.Events;

    /// <summary>No event to come is before this time.</summary>
    public long LeastTime => settings.TimeOf(settings.Disorder > 1 ? UnitStart : UnitStart + Passed % _unit);

    private long UnitStart => (Passed / _unit * settings.Splits + split) * _unit;

    /// <summary>Finds the next events that are wanted; fewer than it may at the end, or when it has passed enough.</summary>
    public EventRun Find(int maxRows, long maxPassed)
    {
        int most = Math.Min(maxRows, Capacity);
        int found = 0;
        long last = Passed + maxPassed;
        while (found < most && Passed < last && !AtEnd)
        {
            long start = UnitStart;
            long offset = Passed % _unit;
            long end = Math.Min(Math.Min(_unit, settings.Events - start), offset + last - Passed);
            Passed += settings.Disorder > 1
                ? FindShuffled(start, offset, end, most, ref found)
                : FindInRound(start, offset, end, most, ref found);
        }

        return new EventRun(_ids.AsSpan(0, found), _rounds.AsSpan(0, found));
    }

    private long FindInRound(long start, long offset, long end, int most, ref int found)
    {
        long first = Math.Max(offset, _firstPlace);
        int count = (int)Math.Min(Math.Min(end, _endPlace) - first, most - found);
        if (count <= 0)
        {
            return end - offset;
        }

        Span<long> ids = _ids.AsSpan(found, count);
        for (int row = 0; row < ids.Length; row++)
        {
            ids[row] = start + first + row;
        }

        _rounds.AsSpan(found, count).Fill(start / settings.Round);
        found += count;
        return found == most ? first + count - offset : end - offset;
    }

    private long FindShuffled(long start, long offset, long end, int most, ref int found)
    {
        // The last group has its own events only if none of them changes places with one that does not come any more.
        long stride = start + _unit <= settings.Events ? Stride : 1;
        long at = offset;
        for (; at < end && found < most; at++)
        {
            long id = start + at * stride % _unit;
            long round = id / settings.Round;
            long place = id - round * settings.Round;
            if (place >= _firstPlace && place < _endPlace)
            {
                _ids[found] = id;
                _rounds[found++] = round;
            }
        }

        return at - offset;
    }
}
