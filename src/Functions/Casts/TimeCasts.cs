using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>
/// Casts among DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ, the last by way of the session zone; digits of a second beyond
/// the target's precision are cut.
/// </summary>
public static class TimeCasts
{
    private const long MillisPerDay = 86_400_000;

    [Cast("date -> timestamp")]
    public static SqlTimestamp DateToTimestamp(int days) => new(days * MillisPerDay, 0);

    [Cast("date -> timestamp_ltz")]
    public static SqlTimestamp DateToInstant(int days, QueryContext context) => ToInstant(DateToTimestamp(days), context);

    [Cast("time -> timestamp")]
    public static SqlTimestamp TimeToTimestamp(long nanos, DataType from, DataType to) => OnFirstDay(nanos).Cut(Precision(to));

    [Cast("time -> timestamp_ltz")]
    public static SqlTimestamp TimeToInstant(long nanos, DataType from, DataType to, QueryContext context) =>
        ToInstant(OnFirstDay(nanos), context).Cut(Precision(to));

    [Cast("time -> time")]
    public static long TimeToTime(long nanos, DataType from, DataType to) => SqlTime.Cut(nanos, ((TimeType)to).Precision);

    [Cast("timestamp -> date")]
    public static int TimestampToDate(SqlTimestamp value) =>
        (int)TimeUnits.FloorDivide(value.Milliseconds, MillisPerDay, out _);

    [Cast("timestamp -> time")]
    public static long TimestampToTime(SqlTimestamp value, DataType from, DataType to)
    {
        TimeUnits.FloorDivide(value.Milliseconds, MillisPerDay, out long milliseconds);
        return SqlTime.Cut(
            milliseconds * SqlTime.NanosPerMillisecond + value.NanosOfMillisecond, ((TimeType)to).Precision);
    }

    [Cast("timestamp -> timestamp")]
    [Cast("timestamp_ltz -> timestamp_ltz")]
    public static SqlTimestamp TimestampToTimestamp(SqlTimestamp value, DataType from, DataType to) =>
        value.Cut(Precision(to));

    [Cast("timestamp -> timestamp_ltz")]
    public static SqlTimestamp TimestampToInstant(SqlTimestamp value, DataType from, DataType to, QueryContext context) =>
        ToInstant(value, context).Cut(Precision(to));

    [Cast("timestamp_ltz -> timestamp")]
    public static SqlTimestamp InstantToTimestamp(SqlTimestamp value, DataType from, DataType to, QueryContext context) =>
        ToLocal(value, context).Cut(Precision(to));

    [Cast("timestamp_ltz -> date")]
    public static int InstantToDate(SqlTimestamp value, QueryContext context) => TimestampToDate(ToLocal(value, context));

    [Cast("timestamp_ltz -> time")]
    public static long InstantToTime(SqlTimestamp value, DataType from, DataType to, QueryContext context) =>
        TimestampToTime(ToLocal(value, context), from, to);

    /// <summary>The instant of a local time of the session zone.</summary>
    internal static SqlTimestamp ToInstant(SqlTimestamp local, QueryContext context) =>
        local with { Milliseconds = ZonedTime.ToInstant(local.Milliseconds, 1_000, context.Zone) };

    /// <summary>The local time of an instant in the session zone.</summary>
    internal static SqlTimestamp ToLocal(SqlTimestamp instant, QueryContext context) =>
        instant with { Milliseconds = ZonedTime.ToLocal(instant.Milliseconds, 1_000, context.Zone) };

    private static SqlTimestamp OnFirstDay(long nanos) =>
        new(nanos / SqlTime.NanosPerMillisecond, (int)(nanos % SqlTime.NanosPerMillisecond));

    private static int Precision(DataType type) => ((TimestampType)type).Precision;
}
