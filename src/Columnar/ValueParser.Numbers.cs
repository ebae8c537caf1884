using System.Globalization;

namespace FlinkSql.Columnar;

/// <content>DOUBLE, FLOAT and DECIMAL.</content>
public static partial class ValueParser
{
    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];

    /// <summary>DOUBLE: decimal digits with an optional exponent, <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static bool TryParseDouble(ReadOnlySpan<byte> text, out double value)
    {
        text = TrimNumber(text);
        if (!NumberScan.TryRead(text, out NumberScan scan))
        {
            return TryParseNamed(text, out value);
        }

        int exponent = scan.PointPosition - scan.Digits;
        if (scan.Digits <= NumberScan.MantissaDigits && scan.Mantissa <= 1UL << 53 && exponent is >= -22 and <= 22)
        {
            // Both operands are exact, so the one operation rounds once: the correctly rounded result.
            double magnitude = exponent < 0
                ? scan.Mantissa / ExactPowers[-exponent]
                : scan.Mantissa * ExactPowers[exponent];
            value = scan.Negative ? -magnitude : magnitude;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>FLOAT, rounded once from the digits.</summary>
    public static bool TryParseFloat(ReadOnlySpan<byte> text, out float value)
    {
        text = TrimNumber(text);
        if (!NumberScan.TryRead(text, out NumberScan scan))
        {
            bool named = TryParseNamed(text, out double wide);
            value = (float)wide;
            return named;
        }

        int exponent = scan.PointPosition - scan.Digits;
        if (scan.Digits <= NumberScan.MantissaDigits && scan.Mantissa <= 1UL << 24 && exponent is >= -10 and <= 10)
        {
            float magnitude = exponent < 0
                ? scan.Mantissa / (float)ExactPowers[-exponent]
                : scan.Mantissa * (float)ExactPowers[exponent];
            value = scan.Negative ? -magnitude : magnitude;
            return true;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>DECIMAL in 64 bits, rounded half up to the scale; false beyond the precision.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, int precision, int scale, out long unscaled)
    {
        unscaled = 0;
        return NumberScan.TryRead(Trim(text), out NumberScan scan)
            && scan.TryToDecimal(precision, scale, out unscaled);
    }

    /// <summary>DECIMAL in 128 bits, rounded half up to the scale; false beyond the precision.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        return NumberScan.TryRead(Trim(text), out NumberScan scan)
            && scan.TryToDecimal(precision, scale, out unscaled);
    }

    /// <summary>Also without the type letter that Java allows after a number.</summary>
    private static ReadOnlySpan<byte> TrimNumber(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        bool typed = text.Length > 1 && text[^1] is (byte)'d' or (byte)'D' or (byte)'f' or (byte)'F';
        return typed ? text[..^1] : text;
    }

    private static bool TryParseNamed(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text.Length != 0 && text[0] == '-';
        ReadOnlySpan<byte> name = negative || (text.Length != 0 && text[0] == '+') ? text[1..] : text;
        value = name.SequenceEqual("NaN"u8) ? double.NaN
            : !name.SequenceEqual("Infinity"u8) ? 0
            : negative ? double.NegativeInfinity : double.PositiveInfinity;
        return value != 0;
    }
}
