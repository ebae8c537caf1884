namespace FlinkSql.Functions.Scalar;

/// <summary>The operators * and / of an interval and a number, and the sign of an interval.</summary>
public static class IntervalScale
{
    [ScalarFunction("$times(interval_day, bigint) -> $0")]
    public static long Times(long interval, long factor) => unchecked(interval * factor);

    [ScalarFunction("$times(interval_day, double) -> $0")]
    public static long Times(long interval, double factor) => (long)(interval * factor);

    [ScalarFunction("$times(interval_month, bigint) -> $0")]
    public static int Times(int interval, long factor) => unchecked((int)(interval * factor));

    [ScalarFunction("$times(interval_month, double) -> $0")]
    public static int Times(int interval, double factor) => (int)(interval * factor);

    [ScalarFunction("$divide(interval_day, bigint) -> $0")]
    public static long Divide(long interval, long divisor) => Division.Int64(interval, divisor);

    [ScalarFunction("$divide(interval_month, bigint) -> $0")]
    public static int Divide(int interval, long divisor) => (int)Division.Int64(interval, divisor);

    [ScalarFunction("$negate(interval_day) -> $0")]
    public static long Negate(long interval) => unchecked(-interval);

    [ScalarFunction("$negate(interval_month) -> $0")]
    public static int Negate(int interval) => unchecked(-interval);
}
