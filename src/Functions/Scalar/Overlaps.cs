namespace FlinkSql.Functions.Scalar;

/// <summary>
/// The operator OVERLAPS of two periods, each given by its ends in any order: whether they have a time in common.
/// </summary>
public static class Overlaps
{
    [ScalarFunction("overlaps(timestamp, timestamp, timestamp, timestamp) -> boolean")]
    [ScalarFunction("overlaps(timestamp_ltz, timestamp_ltz, timestamp_ltz, timestamp_ltz) -> boolean")]
    public static bool Invoke(SqlTimestamp start, SqlTimestamp end, SqlTimestamp otherStart, SqlTimestamp otherEnd) =>
        Share(start, end, otherStart, otherEnd);

    [ScalarFunction("overlaps(date, date, date, date) -> boolean")]
    public static bool Dates(int start, int end, int otherStart, int otherEnd) => Share(start, end, otherStart, otherEnd);

    [ScalarFunction("overlaps(time, time, time, time) -> boolean")]
    public static bool Times(long start, long end, long otherStart, long otherEnd) => Share(start, end, otherStart, otherEnd);

    private static bool Share<T>(T start, T end, T otherStart, T otherEnd)
        where T : IComparable<T>
    {
        (T first, T last) = start.CompareTo(end) <= 0 ? (start, end) : (end, start);
        (T otherFirst, T otherLast) = otherStart.CompareTo(otherEnd) <= 0 ? (otherStart, otherEnd) : (otherEnd, otherStart);
        return last.CompareTo(otherFirst) >= 0 && otherLast.CompareTo(first) >= 0;
    }
}
