using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>TIMESTAMPDIFF: how many whole units lie between two times; a TIME is on 1970-01-01.</summary>
public static class TimestampDiff
{
    [ScalarFunction("timestampdiff(string, timestamp, timestamp) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, SqlTimestamp from, SqlTimestamp to) =>
        Between(unit, from, to);

    [ScalarFunction("timestampdiff(string, timestamp, date) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, SqlTimestamp from, int to) =>
        Between(unit, from, TimeCasts.DateToTimestamp(to));

    [ScalarFunction("timestampdiff(string, timestamp, time) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, SqlTimestamp from, long to) =>
        Between(unit, from, OnFirstDay(to));

    [ScalarFunction("timestampdiff(string, date, timestamp) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, int from, SqlTimestamp to) =>
        Between(unit, TimeCasts.DateToTimestamp(from), to);

    [ScalarFunction("timestampdiff(string, date, date) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, int from, int to) =>
        Between(unit, TimeCasts.DateToTimestamp(from), TimeCasts.DateToTimestamp(to));

    [ScalarFunction("timestampdiff(string, date, time) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, int from, long to) =>
        Between(unit, TimeCasts.DateToTimestamp(from), OnFirstDay(to));

    [ScalarFunction("timestampdiff(string, time, timestamp) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, long from, SqlTimestamp to) =>
        Between(unit, OnFirstDay(from), to);

    [ScalarFunction("timestampdiff(string, time, date) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, long from, int to) =>
        Between(unit, OnFirstDay(from), TimeCasts.DateToTimestamp(to));

    [ScalarFunction("timestampdiff(string, time, time) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, long from, long to) =>
        Between(unit, OnFirstDay(from), OnFirstDay(to));

    [ScalarFunction("timestampdiff(string, timestamp_ltz, timestamp_ltz) -> int")]
    public static int Invoke(ReadOnlySpan<byte> unit, SqlTimestamp from, SqlTimestamp to, QueryContext context) =>
        Between(unit, TimeCasts.ToLocal(from, context), TimeCasts.ToLocal(to, context));

    private static int Between(ReadOnlySpan<byte> unit, SqlTimestamp from, SqlTimestamp to) =>
        unchecked((int)CalendarMath.Between(CalendarUnits.Parse(unit), from, to));

    private static SqlTimestamp OnFirstDay(long nanos) =>
        new(nanos / SqlTime.NanosPerMillisecond, (int)(nanos % SqlTime.NanosPerMillisecond));
}
