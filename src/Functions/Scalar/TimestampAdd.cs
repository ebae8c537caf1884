using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// TIMESTAMPADD: a time some units on. A DATE takes days and longer units; for shorter ones it is cast to a TIMESTAMP
/// first.
/// </summary>
public static class TimestampAdd
{
    [ScalarFunction("timestampadd(string, bigint, timestamp) -> $2")]
    public static SqlTimestamp Timestamp(ReadOnlySpan<byte> unit, long count, SqlTimestamp value) =>
        CalendarMath.Add(value, CalendarUnits.Parse(unit), count);

    /// <summary>Days and longer units follow the calendar of the session zone.</summary>
    [ScalarFunction("timestampadd(string, bigint, timestamp_ltz) -> $2")]
    public static SqlTimestamp Instant(ReadOnlySpan<byte> unit, long count, SqlTimestamp value, QueryContext context)
    {
        CalendarUnit step = CalendarUnits.Parse(unit);
        return step < CalendarUnit.Month
            ? CalendarMath.Add(value, step, count)
            : TimeCasts.ToInstant(CalendarMath.Add(TimeCasts.ToLocal(value, context), step, count), context);
    }

    [ScalarFunction("timestampadd(string, bigint, date) -> date")]
    public static int Date(ReadOnlySpan<byte> unit, long count, int days)
    {
        CalendarUnit step = CalendarUnits.Parse(unit);
        if (step < CalendarUnit.Day)
        {
            CalendarUnits.ThrowUnsupported(step, "TIMESTAMPADD of DATE");
        }

        return TimeCasts.TimestampToDate(CalendarMath.Add(TimeCasts.DateToTimestamp(days), step, count));
    }

    /// <summary>Goes round the clock; days and longer units change nothing.</summary>
    [ScalarFunction("timestampadd(string, bigint, time) -> $2")]
    public static long Time(ReadOnlySpan<byte> unit, long count, long nanos)
    {
        CalendarUnit step = CalendarUnits.Parse(unit);
        if (step >= CalendarUnit.Day)
        {
            return nanos;
        }

        long size = step switch
        {
            CalendarUnit.Nanosecond => 1,
            CalendarUnit.Microsecond => 1_000,
            CalendarUnit.Millisecond => SqlTime.NanosPerMillisecond,
            _ => CalendarUnits.Milliseconds(step) * SqlTime.NanosPerMillisecond,
        };
        return SqlTime.Wrap(nanos + count % (SqlTime.NanosPerDay / size) * size);
    }
}
