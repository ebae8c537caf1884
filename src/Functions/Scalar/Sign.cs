using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>SIGN: -1, 0 or 1, in the type of the number.</summary>
public static class Sign
{
    [ScalarFunction("sign(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => (sbyte)Math.Sign(x);

    [ScalarFunction("sign(smallint) -> $0")]
    public static short Invoke(short x) => (short)Math.Sign(x);

    [ScalarFunction("sign(int) -> $0")]
    public static int Invoke(int x) => Math.Sign(x);

    [ScalarFunction("sign(bigint) -> $0")]
    public static long Invoke(long x) => (long)Math.Sign(x);

    [ScalarFunction("sign(float) -> $0")]
    public static float Invoke(float x) => float.IsNaN(x) ? x : Math.Sign(x);

    [ScalarFunction("sign(double) -> $0")]
    public static double Invoke(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    [ScalarFunction("sign(decimal) -> $0")]
    public static SqlDecimal Invoke(SqlDecimal x) =>
        x with { Unscaled = Int128.Sign(x.Unscaled) * PowersOfTen.Of128[x.Scale] };
}
