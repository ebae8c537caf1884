using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>MOD: the remainder, with the sign of the dividend; an error for a divisor of zero.</summary>
public static class Mod
{
    [ScalarFunction("mod(tinyint, tinyint) -> tinyint")]
    public static sbyte Invoke(sbyte x, sbyte y) => Modulo.Int8(x, y);

    [ScalarFunction("mod(smallint, smallint) -> smallint")]
    public static short Invoke(short x, short y) => Modulo.Int16(x, y);

    [ScalarFunction("mod(int, int) -> int")]
    public static int Invoke(int x, int y) => Modulo.Int32(x, y);

    [ScalarFunction("mod(bigint, bigint) -> bigint")]
    public static long Invoke(long x, long y) => Modulo.Int64(x, y);

    [ScalarFunction("mod(double, double) -> double")]
    public static double Invoke(double x, double y) => x % y;

    [ScalarFunction("mod(decimal, decimal) -> infer")]
    public static bool TryInvoke(SqlDecimal x, SqlDecimal y, out SqlDecimal result)
    {
        DecimalType type = DecimalTypes.Modulo(new DecimalType(x.Precision, x.Scale), new DecimalType(y.Precision, y.Scale));
        return DecimalMath.TryModulo(x, y, type.Precision, type.Scale, out result);
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        DecimalTypes.Modulo((DecimalType)arguments[0], (DecimalType)arguments[1]);
}
