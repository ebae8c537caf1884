using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>DAYOFWEEK: the day of the week, 1 for Sunday.</summary>
public static class DayOfWeek
{
    [ScalarFunction("dayofweek(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.DayOfWeek, days);

    [ScalarFunction("dayofweek(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.DayOfWeek, value);

    [ScalarFunction("dayofweek(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
