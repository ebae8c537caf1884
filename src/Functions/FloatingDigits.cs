using System.Globalization;
using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;

namespace FlinkSql.Functions;

/// <summary>
/// ROUND and TRUNCATE of floating-point numbers, by the decimal digits that name the number: 2.675 is a tie although
/// its double is a little less.
/// </summary>
internal static class FloatingDigits
{
    private const int MostDigits = 17;

    public static double Round(double value, int digits)
    {
        // Far from a tie the binary number decides as its digits do, and the quotient is rounded once.
        if (digits is >= 0 and <= 15)
        {
            double power = PowersOfTen.Of64[digits];
            double scaled = value * power;
            double whole = Math.Floor(scaled);
            if (Math.Abs(scaled) < 1e11 && Math.Abs(scaled - whole - 0.5) > 1e-3)
            {
                return (scaled - whole < 0.5 ? whole : whole + 1) / power;
            }
        }

        return RoundDigits(value, digits);
    }

    private static double RoundDigits(double value, int digits) =>
        TryReadDigits(value, digits, out SqlDecimal exact)
            ? DecimalCasts.ToDouble(exact with { Unscaled = DecimalMath.Round(exact.Unscaled, exact.Scale, digits) })
            : Beyond(value, digits);

    public static double Truncate(double value, int digits) =>
        TryReadDigits(value, digits, out SqlDecimal exact)
            ? DecimalCasts.ToDouble(exact with { Unscaled = DecimalMath.Truncate(exact.Unscaled, exact.Scale, digits) })
            : Beyond(value, digits);

    /// <summary>The number as a decimal, where it has a fraction to round that fits one.</summary>
    private static bool TryReadDigits(double value, int digits, out SqlDecimal exact)
    {
        exact = default;
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        int scale = Math.Clamp(digits + MostDigits, 1, 20);
        if (!double.IsFinite(value) || Math.Abs(value) >= 1e17 || digits > MostDigits)
        {
            return false;
        }

        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        bool read = ValueParser.TryParseDecimal(text[..length], DecimalType.MaxPrecision, scale, out Int128 unscaled);
        exact = new SqlDecimal(unscaled, DecimalType.MaxPrecision, scale);
        return read;
    }

    /// <summary>Numbers with nothing behind the digit asked for, and those that are smaller than half of it.</summary>
    private static double Beyond(double value, int digits)
    {
        if (!double.IsFinite(value) || digits >= 0)
        {
            return value;
        }

        double unit = Math.Pow(10, -(double)digits);
        return double.IsInfinity(unit) ? 0 : Math.Truncate(value / unit) * unit;
    }
}
