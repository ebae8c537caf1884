using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;

namespace FlinkSql.Functions.Scalar;

/// <summary>LOCALTIME, also CURRENT_TIME: the time of the day of the row in the session zone.</summary>
public static class LocalTime
{
    [ScalarFunction("localtime() -> time(0)", Deterministic = false)]
    [ScalarFunction("current_time() -> time(0)", Deterministic = false)]
    public static long Invoke(QueryContext context) =>
        TimeCasts.TimestampToTime(LocalTimestamp.Invoke(context), DataTypes.Timestamp3, DataTypes.Time);
}
