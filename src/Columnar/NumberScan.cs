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

    /// <summary>The significant digits as an integer; meaningless if there are more than it can hold.</summary>
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

        int start = at;
        SkipZeros(text, ref at);
        int first = at;
        ulong mantissa = 0;
        ReadDigits(text, ref at, ref mantissa);
        int digits = at - first;
        int beforePoint = digits;
        bool anyDigit = at > start;
        if (at < text.Length && text[at] == '.')
        {
            int point = at++;
            if (digits == 0)
            {
                SkipZeros(text, ref at);
                first = at;
                beforePoint = point + 1 - at;
            }

            int fraction = at;
            ReadDigits(text, ref at, ref mantissa);
            digits += at - fraction;
            anyDigit |= at > point + 1;
        }

        if (!anyDigit || !TryReadExponent(text[at..], out int exponent))
        {
            return false;
        }

        if (digits != 0)
        {
            scan.Digits = digits;
            scan.Mantissa = mantissa;
            scan.PointPosition = beforePoint + exponent;
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
            unscaled = 0;
            return false;
        }

        unscaled = Negative ? -unscaled : unscaled;
        return true;
    }

    /// <summary>As <see cref="TryToDecimal(int, int, out Int128)"/>, for a precision of at most 18.</summary>
    public readonly bool TryToDecimal(int precision, int scale, out long unscaled)
    {
        int kept = PointPosition + scale;
        if (Digits > 18 || kept > precision || kept < 0)
        {
            bool converted = TryToDecimal(precision, scale, out Int128 wide);
            unscaled = (long)wide;
            return converted;
        }

        long magnitude = Shift((long)Mantissa, kept - Digits);
        bool fits = magnitude < PowersOfTen.Of64[precision];
        unscaled = fits ? Negative ? -magnitude : magnitude : 0;
        return fits;
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

    private static void SkipZeros(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] == '0')
        {
            at++;
        }
    }

    private static void ReadDigits(ReadOnlySpan<byte> text, ref int at, ref ulong value)
    {
        int next = at;
        ulong total = value;
        while (next < text.Length)
        {
            uint digit = (uint)(text[next] - '0');
            if (digit > 9)
            {
                break;
            }

            total = total * 10 + digit;
            next++;
        }

        at = next;
        value = total;
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
