using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>HOUR: the hour of a time.</summary>
public static class Hour
{
    [ScalarFunction("hour(time) -> bigint")]
    public static long Invoke(long nanos) => CalendarFields.OfTime(CalendarUnit.Hour, nanos);

    [ScalarFunction("hour(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Hour, value);

    [ScalarFunction("hour(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
