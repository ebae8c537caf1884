using FlinkSql.Functions.Casts;

namespace FlinkSql.Functions.Scalar;

/// <summary>LOCALTIMESTAMP: the time of the row in the session zone.</summary>
public static class LocalTimestamp
{
    [ScalarFunction("localtimestamp() -> timestamp(3)", Deterministic = false)]
    public static SqlTimestamp Invoke(QueryContext context) =>
        TimeCasts.ToLocal(CurrentTimestamp.Invoke(context), context);
}
