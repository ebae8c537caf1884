namespace FlinkSql.Runtime.Operators;

/// <summary>A session that may fire more than once: its rows, and what was handed out of it.</summary>
internal sealed class UpdatingSession<TState, TValues>
    where TState : struct
    where TValues : struct
{
    public long Start;
    public long End;

    /// <summary>The state of all rows; not used where rows may be taken back.</summary>
    public TState State;

    /// <summary>The rows of each time, in order, where rows may be taken back; else null.</summary>
    public List<Moment>? Moments;

    /// <summary>The rows that stand for it in the result: several where sessions became one since they fired.</summary>
    public readonly List<ShownSession<TValues>> Shown = [];

    /// <summary>The watermark its timer is set to.</summary>
    public long Timer;

    /// <summary>Whether the watermark has passed its end, and it takes late rows.</summary>
    public bool Closed;

    /// <summary>Whether its rows or bounds may differ from what was handed out.</summary>
    public bool Changed;

    /// <summary>Whether it became part of another, or has no rows.</summary>
    public bool Gone;

    /// <summary>Where a time is among <see cref="Moments"/>, or the complement of where it would be.</summary>
    public int Search(long time)
    {
        int low = 0;
        int high = Moments!.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Moments[middle].Time.CompareTo(time);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>The rows of one time.</summary>
    internal sealed class Moment
    {
        public long Time;
        public TState State;
    }
}

/// <summary>A row that was handed out for a session.</summary>
internal readonly record struct ShownSession<TValues>(long Start, long End, TValues Values, WindowCause By)
    where TValues : struct;
