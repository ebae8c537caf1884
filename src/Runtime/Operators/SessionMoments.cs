namespace FlinkSql.Runtime.Operators;

/// <summary>
/// The open sessions of a key whose rows may be taken back: a state for every time at which there are rows, so that a
/// session can fall apart again.
/// </summary>
internal struct SessionMoments<TState>
    where TState : struct
{
    /// <summary>An end at or before that of the first session; the one the timer of the key is set to.</summary>
    public long Timer;

    /// <summary>The times in order.</summary>
    public List<Moment> Moments;

    /// <summary>Where a time is, or the complement of where it would be.</summary>
    public readonly int Search(long time)
    {
        int low = 0;
        int high = Moments.Count - 1;
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

    /// <summary>How many of the times are of the first session.</summary>
    public readonly int FirstSession(long gap)
    {
        int count = 1;
        while (count < Moments.Count && Moments[count].Time - Moments[count - 1].Time <= gap)
        {
            count++;
        }

        return count;
    }

    /// <summary>The rows of one time.</summary>
    internal sealed class Moment
    {
        public long Time;
        public TState State;
    }
}
