namespace FlinkSql.Functions.Scalar;

/// <summary>CURRENT_TIMESTAMP, also NOW and CURRENT_ROW_TIMESTAMP: the instant of the row.</summary>
public static class CurrentTimestamp
{
    [ScalarFunction("current_timestamp() -> timestamp_ltz(3)", Deterministic = false)]
    [ScalarFunction("now() -> timestamp_ltz(3)", Deterministic = false)]
    [ScalarFunction("current_row_timestamp() -> timestamp_ltz(3)", Deterministic = false)]
    public static SqlTimestamp Invoke(QueryContext context) => new(context.NowMilliseconds, 0);
}
