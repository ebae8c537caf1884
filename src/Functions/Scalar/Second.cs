using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>SECOND: the second of a time.</summary>
public static class Second
{
    [ScalarFunction("second(time) -> bigint")]
    public static long Invoke(long nanos) => CalendarFields.OfTime(CalendarUnit.Second, nanos);

    [ScalarFunction("second(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Second, value);

    [ScalarFunction("second(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
