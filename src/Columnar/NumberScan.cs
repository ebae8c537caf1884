namespace FlinkSql.Columnar;

/// <summary>
/// One pass over <c>[sign]digits[.digits][e[sign]digits]</c>: the significant digits and where the point stands among
/// them, from which DECIMAL, DOUBLE and FLOAT are made.
/// </summary>
internal ref struct NumberScan
{
    /// <summary>Digits that <see cref="Mantissa"/> can hold.</summary>
    public const int MantissaDigits = 19;

    private const int ExponentLimit = 100_000_000;

    private ReadOnlySpan<byte> _significant;

    public bool Negative;

    /// <summary>Significant digits, counted from the first that is not zero.</summary>
    public int Digits;

    /// <summary>How many of the significant digits stand before the point; negative after zeros.</summary>
    public int PointPosition;

    /// <summary>The first <see cref="MantissaDigits"/> significant digits as an integer.</summary>
    public ulong Mantissa;

    public static bool TryRead(ReadOnlySpan<byte> text, out NumberScan scan)
    {
        scan = default;
        int at = 0;
        if (text.Length != 0 && text[0] is (byte)'-' or (byte)'+')
        {
            scan.Negative = text[0] == '-';
            at = 1;
        }

        bool anyDigit = false;
        int pointAt = -1;
        int first = -1;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                anyDigit = true;
                if (digit != 0 && first < 0)
                {
                    first = at;
                }

                if (first >= 0 && scan.Digits++ < MantissaDigits)
                {
                    scan.Mantissa = scan.Mantissa * 10 + digit;
                }
            }
            else if (text[at] == '.' && pointAt < 0)
            {
                pointAt = at;
            }
            else
            {
                break;
            }
        }

        if (!anyDigit || !TryReadExponent(text[at..], out int exponent))
        {
            return false;
        }

        if (first >= 0)
        {
            int end = pointAt < 0 ? at : pointAt;
            scan.PointPosition = (end > first ? end - first : end - first + 1) + exponent;
            scan._significant = text[first..at];
        }

        return true;
    }

    /// <summary>
    /// The number with that many digits after the point, rounded half up, as an unscaled integer; false if it has more
    /// digits than the precision.
    /// </summary>
    public readonly bool TryToDecimal(int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        int kept = PointPosition + scale;
        if (Digits == 0 || kept < 0)
        {
            return true;
        }

        if (kept > precision)
        {
            return false;
        }

        if (Digits <= 18 && kept <= 18)
        {
            unscaled = Shift((long)Mantissa, kept - Digits);
        }
        else
        {
            unscaled = ReadWide(kept);
        }

        if (unscaled >= PowersOfTen.Of128[precision])
        {
            return false;
        }

        unscaled = Negative ? -unscaled : unscaled;
        return true;
    }

    private static long Shift(long mantissa, int places)
    {
        if (places >= 0)
        {
            return mantissa * PowersOfTen.Of64[places];
        }

        long divisor = PowersOfTen.Of64[-places];
        long quotient = mantissa / divisor;
        return mantissa - quotient * divisor >= divisor - divisor / 2 ? quotient + 1 : quotient;
    }

    private readonly Int128 ReadWide(int kept)
    {
        Int128 value = 0;
        int taken = 0;
        foreach (byte letter in _significant)
        {
            if (letter == '.')
            {
                continue;
            }

            if (taken == kept)
            {
                return letter >= '5' ? value + 1 : value;
            }

            value = value * 10 + (letter - '0');
            taken++;
        }

        return value * PowersOfTen.Of128[kept - taken];
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        int at = 1;
        bool negative = false;
        if (text.Length > 1 && text[1] is (byte)'-' or (byte)'+')
        {
            negative = text[1] == '-';
            at = 2;
        }

        if (at == text.Length)
        {
            return false;
        }

        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                return false;
            }

            exponent = Math.Min(ExponentLimit, exponent * 10 + (int)digit);
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }
}
