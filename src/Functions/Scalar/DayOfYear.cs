using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>DAYOFYEAR: the day of the year, from 1.</summary>
public static class DayOfYear
{
    [ScalarFunction("dayofyear(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.DayOfYear, days);

    [ScalarFunction("dayofyear(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.DayOfYear, value);

    [ScalarFunction("dayofyear(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
