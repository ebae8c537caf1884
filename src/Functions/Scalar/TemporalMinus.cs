using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// The operator - of times and intervals. $minus_months is the distance of two times in whole months.
/// </summary>
public static class TemporalMinus
{
    [ScalarFunction("$minus(timestamp, interval_day) -> $0")]
    [ScalarFunction("$minus(timestamp_ltz, interval_day) -> $0")]
    public static SqlTimestamp Timestamp(SqlTimestamp value, long milliseconds) =>
        CalendarMath.AddMilliseconds(value, -milliseconds);

    [ScalarFunction("$minus(timestamp, interval_month) -> $0")]
    public static SqlTimestamp TimestampMonths(SqlTimestamp value, int months) => CalendarMath.AddMonths(value, -(long)months);

    /// <summary>By the calendar of the session zone.</summary>
    [ScalarFunction("$minus(timestamp_ltz, interval_month) -> $0")]
    public static SqlTimestamp InstantMonths(SqlTimestamp value, int months, QueryContext context) =>
        TimeCasts.ToInstant(CalendarMath.AddMonths(TimeCasts.ToLocal(value, context), -(long)months), context);

    /// <summary>Whole days; a shorter interval asks for a TIMESTAMP.</summary>
    [ScalarFunction("$minus(date, interval_day) -> date")]
    public static int Date(int days, long milliseconds) => days - (int)(milliseconds / CalendarUnits.MillisPerDay);

    [ScalarFunction("$minus(date, interval_month) -> date")]
    public static int DateMonths(int days, int months) => CalendarMath.AddMonths(days, -(long)months);

    /// <summary>Goes round the clock.</summary>
    [ScalarFunction("$minus(time, interval_day) -> $0")]
    public static long Time(long nanos, long milliseconds) =>
        SqlTime.Wrap(nanos - milliseconds % CalendarUnits.MillisPerDay * SqlTime.NanosPerMillisecond);

    [ScalarFunction("$minus(time, interval_month) -> $0")]
    public static long TimeMonths(long nanos, int months) => nanos;

    [ScalarFunction("$minus(interval_day, interval_day) -> $0")]
    public static long Interval(long left, long right) => left - right;

    [ScalarFunction("$minus(interval_month, interval_month) -> $0")]
    public static int Months(int left, int right) => left - right;

    [ScalarFunction("$minus(timestamp, timestamp) -> interval_day")]
    [ScalarFunction("$minus(timestamp_ltz, timestamp_ltz) -> interval_day")]
    public static long Between(SqlTimestamp left, SqlTimestamp right) => left.Milliseconds - right.Milliseconds;

    [ScalarFunction("$minus(date, date) -> interval_day")]
    public static long BetweenDates(int left, int right) => (left - (long)right) * CalendarUnits.MillisPerDay;

    [ScalarFunction("$minus(time, time) -> interval_day")]
    public static long BetweenTimes(long left, long right) => (left - right) / SqlTime.NanosPerMillisecond;

    [ScalarFunction("$minus_months(timestamp, timestamp) -> interval_month")]
    public static int MonthsBetween(SqlTimestamp left, SqlTimestamp right) => (int)CalendarMath.Months(right, left);

    [ScalarFunction("$minus_months(date, date) -> interval_month")]
    public static int MonthsBetweenDates(int left, int right) =>
        MonthsBetween(TimeCasts.DateToTimestamp(left), TimeCasts.DateToTimestamp(right));
}
