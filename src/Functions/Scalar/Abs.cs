namespace FlinkSql.Functions.Scalar;

/// <summary>ABS: the number without its sign; the least integer, which has no positive counterpart, stays.</summary>
public static class Abs
{
    [ScalarFunction("abs(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => x < 0 ? unchecked((sbyte)-x) : x;

    [ScalarFunction("abs(smallint) -> $0")]
    public static short Invoke(short x) => x < 0 ? unchecked((short)-x) : x;

    [ScalarFunction("abs(int) -> $0")]
    public static int Invoke(int x) => x < 0 ? unchecked(-x) : x;

    [ScalarFunction("abs(bigint) -> $0")]
    public static long Invoke(long x) => x < 0 ? unchecked(-x) : x;

    [ScalarFunction("abs(float) -> $0")]
    public static float Invoke(float x) => Math.Abs(x);

    [ScalarFunction("abs(double) -> $0")]
    public static double Invoke(double x) => Math.Abs(x);

    [ScalarFunction("abs(decimal) -> $0")]
    public static SqlDecimal Invoke(SqlDecimal x) => x with { Unscaled = x.Unscaled < 0 ? -x.Unscaled : x.Unscaled };

    [ScalarFunction("abs(interval_day) -> $0")]
    public static long Interval(long x) => x < 0 ? unchecked(-x) : x;

    [ScalarFunction("abs(interval_month) -> $0")]
    public static int Months(int x) => x < 0 ? unchecked(-x) : x;
}
