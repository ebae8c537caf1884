using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>QUARTER: the quarter, from 1.</summary>
public static class Quarter
{
    [ScalarFunction("quarter(date) -> bigint")]
    public static long Invoke(int days) => CalendarFields.OfDate(CalendarUnit.Quarter, days);

    [ScalarFunction("quarter(timestamp) -> bigint")]
    public static long Invoke(SqlTimestamp value) => CalendarFields.OfTimestamp(CalendarUnit.Quarter, value);

    [ScalarFunction("quarter(timestamp_ltz) -> bigint")]
    public static long Invoke(SqlTimestamp value, QueryContext context) => Invoke(TimeCasts.ToLocal(value, context));
}
