using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>TRUNCATE: cut after that many digits after the point; negative digits cut before it.</summary>
public static class Truncate
{
    [ScalarFunction("truncate(tinyint) -> $0")]
    public static sbyte Invoke(sbyte x) => x;

    [ScalarFunction("truncate(tinyint, int) -> $0")]
    public static sbyte Invoke(sbyte x, int digits) => (sbyte)DecimalMath.Truncate(x, 0, digits);

    [ScalarFunction("truncate(smallint) -> $0")]
    public static short Invoke(short x) => x;

    [ScalarFunction("truncate(smallint, int) -> $0")]
    public static short Invoke(short x, int digits) => (short)DecimalMath.Truncate(x, 0, digits);

    [ScalarFunction("truncate(int) -> $0")]
    public static int Invoke(int x) => x;

    [ScalarFunction("truncate(int, int) -> $0")]
    public static int Invoke(int x, int digits) => (int)DecimalMath.Truncate(x, 0, digits);

    [ScalarFunction("truncate(bigint) -> $0")]
    public static long Invoke(long x) => x;

    [ScalarFunction("truncate(bigint, int) -> $0")]
    public static long Invoke(long x, int digits) => (long)DecimalMath.Truncate(x, 0, digits);

    [ScalarFunction("truncate(float) -> $0")]
    public static float Invoke(float x) => Invoke(x, 0);

    [ScalarFunction("truncate(float, int) -> $0")]
    public static float Invoke(float x, int digits) => (float)FloatingDigits.Truncate(x, digits);

    [ScalarFunction("truncate(double) -> $0")]
    public static double Invoke(double x) => Invoke(x, 0);

    [ScalarFunction("truncate(double, int) -> $0")]
    public static double Invoke(double x, int digits) => FloatingDigits.Truncate(x, digits);

    [ScalarFunction("truncate(decimal) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x) => Invoke(x, 0);

    [ScalarFunction("truncate(decimal, int) -> infer")]
    public static SqlDecimal Invoke(SqlDecimal x, int digits)
    {
        int scale = Math.Clamp(digits, 0, x.Scale);
        Int128 unscaled = DecimalMath.Truncate(x.Unscaled, x.Scale, digits) / PowersOfTen.Of128[x.Scale - scale];
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
