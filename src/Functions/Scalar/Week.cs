using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>WEEK: the week of the year by ISO 8601.</summary>
public static class Week
{
    [ScalarFunction("week(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.Week, days);

    [ScalarFunction("week(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Week, value);

    [ScalarFunction("week(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
