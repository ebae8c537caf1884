using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator + of times and intervals.</summary>
public static class TemporalPlus
{
    [ScalarFunction("$plus(timestamp, interval_day) -> $0")]
    [ScalarFunction("$plus(timestamp_ltz, interval_day) -> $0")]
    public static SqlTimestamp Timestamp(SqlTimestamp value, long milliseconds) =>
        CalendarMath.AddMilliseconds(value, milliseconds);

    [ScalarFunction("$plus(timestamp, interval_month) -> $0")]
    public static SqlTimestamp TimestampMonths(SqlTimestamp value, int months) => CalendarMath.AddMonths(value, months);

    /// <summary>By the calendar of the session zone.</summary>
    [ScalarFunction("$plus(timestamp_ltz, interval_month) -> $0")]
    public static SqlTimestamp InstantMonths(SqlTimestamp value, int months, QueryContext context) =>
        TimeCasts.ToInstant(CalendarMath.AddMonths(TimeCasts.ToLocal(value, context), months), context);

    /// <summary>Whole days; a shorter interval asks for a TIMESTAMP.</summary>
    [ScalarFunction("$plus(date, interval_day) -> date")]
    public static int Date(int days, long milliseconds) => days + (int)(milliseconds / CalendarUnits.MillisPerDay);

    [ScalarFunction("$plus(date, interval_month) -> date")]
    public static int DateMonths(int days, int months) => CalendarMath.AddMonths(days, months);

    /// <summary>Goes round the clock.</summary>
    [ScalarFunction("$plus(time, interval_day) -> $0")]
    public static long Time(long nanos, long milliseconds) =>
        SqlTime.Wrap(nanos + milliseconds % CalendarUnits.MillisPerDay * SqlTime.NanosPerMillisecond);

    [ScalarFunction("$plus(time, interval_month) -> $0")]
    public static long TimeMonths(long nanos, int months) => nanos;

    [ScalarFunction("$plus(interval_day, interval_day) -> $0")]
    public static long Interval(long left, long right) => left + right;

    [ScalarFunction("$plus(interval_month, interval_month) -> $0")]
    public static int Months(int left, int right) => left + right;
}
