using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>DAYOFMONTH: the day of the month.</summary>
public static class DayOfMonth
{
    [ScalarFunction("dayofmonth(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.Day, days);

    [ScalarFunction("dayofmonth(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Day, value);

    [ScalarFunction("dayofmonth(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
