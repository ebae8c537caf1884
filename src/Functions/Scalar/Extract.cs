using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>EXTRACT: one field of a date, time or interval; the unit is the first argument.</summary>
public static class Extract
{
    [ScalarFunction("extract(string, date) -> bigint")]
    public static long Date(ReadOnlySpan<byte> unit, int days) => CalendarFields.OfDate(CalendarUnits.Parse(unit), days);

    [ScalarFunction("extract(string, time) -> bigint")]
    public static long Time(ReadOnlySpan<byte> unit, long nanos) => CalendarFields.OfTime(CalendarUnits.Parse(unit), nanos);

    [ScalarFunction("extract(string, timestamp) -> bigint")]
    public static long Timestamp(ReadOnlySpan<byte> unit, SqlTimestamp value) =>
        CalendarFields.OfTimestamp(CalendarUnits.Parse(unit), value);

    /// <summary>In the session zone, except for EPOCH.</summary>
    [ScalarFunction("extract(string, timestamp_ltz) -> bigint")]
    public static long Instant(ReadOnlySpan<byte> unit, SqlTimestamp value, QueryContext context)
    {
        CalendarUnit field = CalendarUnits.Parse(unit);
        return CalendarFields.OfTimestamp(field, field == CalendarUnit.Epoch ? value : TimeCasts.ToLocal(value, context));
    }

    [ScalarFunction("extract(string, interval_day) -> bigint")]
    public static long Interval(ReadOnlySpan<byte> unit, long milliseconds) =>
        CalendarFields.OfInterval(CalendarUnits.Parse(unit), milliseconds);

    [ScalarFunction("extract(string, interval_month) -> bigint")]
    public static long Months(ReadOnlySpan<byte> unit, int months) =>
        CalendarFields.OfMonths(CalendarUnits.Parse(unit), months);
}
