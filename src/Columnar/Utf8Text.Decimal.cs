namespace FlinkSql.Columnar;

/// <content>DECIMAL: plain digits with as many after the point as the scale says.</content>
public static partial class Utf8Text
{
    /// <summary>DECIMAL stored in 64 bits.</summary>
    public static int WriteDecimal(Span<byte> to, long unscaled, int scale)
    {
        int at = 0;
        if (unscaled < 0)
        {
            to[at++] = (byte)'-';
        }

        ulong magnitude = unscaled < 0 ? 0 - (ulong)unscaled : (ulong)unscaled;
        Span<byte> digits = stackalloc byte[20];
        int first = WriteDigits(digits, digits.Length, magnitude, 1);
        return at + PlacePoint(to[at..], digits[first..], scale);
    }

    /// <summary>DECIMAL stored in 128 bits.</summary>
    public static int WriteDecimal(Span<byte> to, Int128 unscaled, int scale)
    {
        if (unscaled >= long.MinValue && unscaled <= long.MaxValue)
        {
            return WriteDecimal(to, (long)unscaled, scale);
        }

        int at = 0;
        if (unscaled < 0)
        {
            to[at++] = (byte)'-';
        }

        UInt128 magnitude = unscaled < 0 ? UInt128.Zero - (UInt128)unscaled : (UInt128)unscaled;
        const ulong chunk = 10_000_000_000_000_000_000;
        Span<byte> digits = stackalloc byte[40];
        int first = digits.Length;
        while (magnitude > ulong.MaxValue)
        {
            (magnitude, UInt128 low) = UInt128.DivRem(magnitude, chunk);
            first = WriteDigits(digits, first, (ulong)low, 19);
        }

        first = WriteDigits(digits, first, (ulong)magnitude, 1);
        return at + PlacePoint(to[at..], digits[first..], scale);
    }

    /// <summary>Writes digits so that they end before a position, padded to a width; returns where they start.</summary>
    private static int WriteDigits(Span<byte> digits, int end, ulong value, int width)
    {
        int at = end;
        while (value != 0 || end - at < width)
        {
            ulong rest = value / 10;
            digits[--at] = (byte)('0' + (value - rest * 10));
            value = rest;
        }

        return at;
    }

    private static int PlacePoint(Span<byte> to, ReadOnlySpan<byte> digits, int scale)
    {
        if (scale == 0)
        {
            digits.CopyTo(to);
            return digits.Length;
        }

        int whole = digits.Length - scale;
        int at = 0;
        if (whole > 0)
        {
            digits[..whole].CopyTo(to);
            at = whole;
            digits = digits[whole..];
        }
        else
        {
            to[at++] = (byte)'0';
        }

        to[at++] = (byte)'.';
        for (; whole < 0; whole++)
        {
            to[at++] = (byte)'0';
        }

        digits.CopyTo(to[at..]);
        return at + digits.Length;
    }
}
