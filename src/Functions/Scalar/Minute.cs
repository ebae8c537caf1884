using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>MINUTE: the minute of a time.</summary>
public static class Minute
{
    [ScalarFunction("minute(time) -> bigint")]
    public static long Invoke(long nanos) => CalendarFields.OfTime(CalendarUnit.Minute, nanos);

    [ScalarFunction("minute(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Minute, value);

    [ScalarFunction("minute(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
