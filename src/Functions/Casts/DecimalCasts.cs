using System.Globalization;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>
/// Casts to and from DECIMAL. A value that has too many digits for the target is NULL, for CAST as well; to integers
/// the fraction is dropped and the rest wraps.
/// </summary>
public static class DecimalCasts
{
    private const long ExactDouble = 1L << 53;
    private const int ExactPower = 22;

    [Cast("tinyint -> decimal", NullOnFailure = true)]
    [Cast("smallint -> decimal", NullOnFailure = true)]
    [Cast("int -> decimal", NullOnFailure = true)]
    [Cast("bigint -> decimal", NullOnFailure = true)]
    public static bool TryDecimal(long value, DataType from, DataType to, out SqlDecimal result)
    {
        var type = (DecimalType)to;
        bool fits = DecimalMath.TryRescale((Int128)value, 0, type.Precision, type.Scale, out Int128 unscaled);
        result = new SqlDecimal(unscaled, type.Precision, type.Scale);
        return fits;
    }

    [Cast("float -> decimal", NullOnFailure = true)]
    [Cast("double -> decimal", NullOnFailure = true)]
    public static bool TryDecimal(double value, DataType from, DataType to, out SqlDecimal result)
    {
        var type = (DecimalType)to;
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        bool fits = ValueParser.TryParseDecimal(text[..length], type.Precision, type.Scale, out Int128 unscaled);
        result = new SqlDecimal(unscaled, type.Precision, type.Scale);
        return fits;
    }

    [Cast("boolean -> decimal", NullOnFailure = true)]
    public static bool TryDecimal(bool value, DataType from, DataType to, out SqlDecimal result) =>
        TryDecimal(value ? 1L : 0L, from, to, out result);

    [Cast("decimal -> decimal", NullOnFailure = true)]
    public static bool TryDecimal(SqlDecimal value, DataType from, DataType to, out SqlDecimal result)
    {
        var type = (DecimalType)to;
        return DecimalMath.TryRescale(value, type.Precision, type.Scale, out result);
    }

    [Cast("decimal -> tinyint")]
    public static sbyte ToInt8(SqlDecimal value) => (sbyte)ToInt64(value);

    [Cast("decimal -> smallint")]
    public static short ToInt16(SqlDecimal value) => (short)ToInt64(value);

    [Cast("decimal -> int")]
    public static int ToInt32(SqlDecimal value) => (int)ToInt64(value);

    [Cast("decimal -> bigint")]
    public static long ToInt64(SqlDecimal value) =>
        unchecked((long)(value.Scale == 0 ? value.Unscaled : value.Unscaled / PowersOfTen.Of128[value.Scale]));

    [Cast("decimal -> float")]
    public static float ToFloat(SqlDecimal value)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return float.Parse(
            text[..Utf8Text.WriteDecimal(text, value.Unscaled, value.Scale)], NumberStyles.Float,
            CultureInfo.InvariantCulture);
    }

    [Cast("decimal -> double")]
    public static double ToDouble(SqlDecimal value)
    {
        // A quotient of two exact doubles is rounded once, so it is the nearest.
        if (value.Scale <= ExactPower && value.Unscaled <= ExactDouble && value.Unscaled >= -ExactDouble)
        {
            return (long)value.Unscaled / (double)PowersOfTen.Of128[value.Scale];
        }

        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return double.Parse(
            text[..Utf8Text.WriteDecimal(text, value.Unscaled, value.Scale)], NumberStyles.Float,
            CultureInfo.InvariantCulture);
    }
}
