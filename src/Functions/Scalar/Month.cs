using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>MONTH: the month, from 1.</summary>
public static class Month
{
    [ScalarFunction("month(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.Month, days);

    [ScalarFunction("month(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Month, value);

    [ScalarFunction("month(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
