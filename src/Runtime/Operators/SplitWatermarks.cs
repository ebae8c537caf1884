using FlinkSql.Runtime.Exchange;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Merges the watermarks of the splits that one subtask reads: the least over the active ones; when none is active the
/// greatest over the idle ones. Splits that have ended take no part, and the merged watermark never goes back. Without
/// any split it is the running maximum.
/// </summary>
internal sealed class SplitWatermarks
{
    private readonly List<Member> _members = [];
    private Member? _turn;

    /// <summary>The merged watermark.</summary>
    public long Current { get; private set; } = WatermarkElement.Min;

    /// <summary>How far the split whose turn it is can bring the merged watermark: the least over the other active ones.</summary>
    public long Ceiling
    {
        get
        {
            long least = WatermarkElement.Max;
            foreach (Member member in _members)
            {
                if (member != _turn && !member.Idle)
                {
                    least = Math.Min(least, member.Watermark);
                }
            }

            return least;
        }
    }

    /// <summary>Goes on where a checkpoint was.</summary>
    public void Restore(long reached) => Current = reached;

    /// <summary>Notes what has become of a split; true when the merged watermark has advanced.</summary>
    public bool Note(SplitMetrics split, SplitChange change)
    {
        Member? member = _members.Find(each => each.Split == split);
        switch (change)
        {
            case SplitChange.Turn:
                _turn = member ?? Add(split);
                return false;
            case SplitChange.Finished when member is not null:
                _members.Remove(member);
                _turn = _turn == member ? null : _turn;
                return Merge();
            case SplitChange.Finished:
                return false;
            case SplitChange.Opened:
                // Where reading goes on, splits are opened one by one: those yet to come may be further behind.
                (member ?? Add(split)).Idle = split.Idle;
                return false;
            default:
                (member ?? Add(split)).Idle = change == SplitChange.Idle;
                return Merge();
        }
    }

    /// <summary>The split whose turn it is has reached that watermark; true when the merged one has advanced.</summary>
    public bool Advance(long time)
    {
        if (_turn is { } turn && time > turn.Watermark)
        {
            turn.Watermark = time;
            turn.Split.Watermark = Math.Max(turn.Split.Watermark, time);
        }

        return Reach(Math.Min(time, Ceiling));
    }

    private Member Add(SplitMetrics split)
    {
        var member = new Member(split);
        _members.Add(member);
        return member;
    }

    private bool Merge()
    {
        long least = WatermarkElement.Max;
        long greatestIdle = WatermarkElement.Min;
        bool anyActive = false;
        foreach (Member member in _members)
        {
            if (member.Idle)
            {
                greatestIdle = Math.Max(greatestIdle, member.Watermark);
            }
            else
            {
                anyActive = true;
                least = Math.Min(least, member.Watermark);
            }
        }

        return Reach(anyActive ? least : greatestIdle);
    }

    private bool Reach(long time)
    {
        bool advanced = time > Current;
        Current = Math.Max(Current, time);
        return advanced;
    }

    private sealed class Member(SplitMetrics split)
    {
        public SplitMetrics Split { get; } = split;

        public long Watermark { get; set; } = split.Watermark;

        public bool Idle { get; set; }
    }
}
