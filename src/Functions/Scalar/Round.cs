using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>ROUND: to that many digits after the point, half away from zero; negative digits round before it.</summary>
public static class Round
{
    [ScalarFunction("round(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => x;

    [ScalarFunction("round(tinyint, int) -> $0")]
    public static sbyte Invoke(sbyte x, int digits) => (sbyte)DecimalMath.Round(x, 0, digits);

    [ScalarFunction("round(smallint) -> $0")]
    public static short Invoke(short x) => x;

    [ScalarFunction("round(smallint, int) -> $0")]
    public static short Invoke(short x, int digits) => (short)DecimalMath.Round(x, 0, digits);

    [ScalarFunction("round(int) -> $0")]
    public static int Invoke(int x) => x;

    [ScalarFunction("round(int, int) -> $0")]
    public static int Invoke(int x, int digits) => (int)DecimalMath.Round(x, 0, digits);

    [ScalarFunction("round(bigint) -> $0")]
    public static long Invoke(long x) => x;

    [ScalarFunction("round(bigint, int) -> $0")]
    public static long Invoke(long x, int digits) => (long)DecimalMath.Round(x, 0, digits);

    [ScalarFunction("round(float) -> $0")]
    public static float Invoke(float x) => Invoke(x, 0);

    [ScalarFunction("round(float, int) -> $0")]
    public static float Invoke(float x, int digits) => (float)FloatingDigits.Round(x, digits);

    [ScalarFunction("round(double) -> $0")]
    public static double Invoke(double x) => Invoke(x, 0);

    [ScalarFunction("round(double, int) -> $0")]
    public static double Invoke(double x, int digits) => FloatingDigits.Round(x, digits);

    [ScalarFunction("round(decimal) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x) => Invoke(x, 0);

    [ScalarFunction("round(decimal, int) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x, int digits)
    {
        int scale = Math.Clamp(digits, 0, x.Scale);
        Int128 unscaled = DecimalMath.Round(x.Unscaled, x.Scale, digits) / PowersOfTen.Of128[x.Scale - scale];
        return new SqlDecimal(unscaled, DecimalType.MaxPrecision, scale);
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments, ReadOnlySpan<object?> constants)
    {
        var type = (DecimalType)arguments[0];
        return arguments.Length == 1 ? DecimalTypes.Round(type, 0)
            : constants.Length == 2 && constants[1] is int digits ? DecimalTypes.Round(type, digits)
            : type;
    }
}
