using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>How a DECIMAL is spelled.</summary>
internal enum DecimalStyle
{
    /// <summary>All digits: <c>0.00000012</c>.</summary>
    Plain,

    /// <summary>With an exponent below 0.000001, as Java's BigDecimal prints itself: <c>1.2E-7</c>.</summary>
    Scientific,

    /// <summary>The same after zeros at the end have been dropped: 100000 is <c>1E+5</c>.</summary>
    StrippedScientific,
}

/// <summary>Writes DECIMAL in the style asked for.</summary>
internal static class DecimalText
{
    private const int SmallestPlainExponent = -6;

    public static int Write(Span<byte> to, Int128 unscaled, int scale, DecimalStyle style)
    {
        if (style == DecimalStyle.StrippedScientific)
        {
            while (unscaled != 0 && unscaled % 10 == 0)
            {
                unscaled /= 10;
                scale--;
            }

            scale = unscaled == 0 ? 0 : scale;
        }

        Span<byte> digits = stackalloc byte[40];
        Int128.Abs(unscaled).TryFormat(digits, out int count, default, null);
        int exponent = count - 1 - scale;
        if (style == DecimalStyle.Plain || (scale >= 0 && exponent >= SmallestPlainExponent))
        {
            return Utf8Text.WriteDecimal(to, unscaled, scale);
        }

        int at = 0;
        if (unscaled < 0)
        {
            to[at++] = (byte)'-';
        }

        to[at++] = digits[0];
        if (count > 1)
        {
            to[at++] = (byte)'.';
            digits[1..count].CopyTo(to[at..]);
            at += count - 1;
        }

        to[at++] = (byte)'E';
        to[at++] = (byte)(exponent < 0 ? '-' : '+');
        return at + Utf8Text.WriteInt64(to[at..], Math.Abs(exponent));
    }
}
