using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>YEAR: the year.</summary>
public static class Year
{
    [ScalarFunction("year(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.Year, days);

    [ScalarFunction("year(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Year, value);

    [ScalarFunction("year(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
