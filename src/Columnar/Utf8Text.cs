using System.Buffers.Text;
using System.Globalization;

namespace FlinkSql.Columnar;

/// <summary>
/// Writes values as the UTF-8 text of Flink's <c>CAST(x AS STRING)</c>. Every method needs room for
/// <see cref="MaxLength"/> bytes and returns how many it wrote.
/// </summary>
public static partial class Utf8Text
{
    /// <summary>Room that suffices for the text of any value of a primitive type.</summary>
    public const int MaxLength = 64;

    public static int WriteBoolean(Span<byte> to, bool value)
    {
        ReadOnlySpan<byte> text = value ? "TRUE"u8 : "FALSE"u8;
        text.CopyTo(to);
        return text.Length;
    }

    public static int WriteInt64(Span<byte> to, long value)
    {
        if (!Utf8Formatter.TryFormat(value, to, out int written))
        {
            throw NoRoom();
        }

        return written;
    }

    /// <summary>DOUBLE as Java spells it: <c>1.0</c>, <c>1.0E10</c>, <c>1.0E-5</c>, <c>NaN</c>, <c>-Infinity</c>.</summary>
    public static int WriteDouble(Span<byte> to, double value)
    {
        long whole = (long)value;
        if (whole == value && whole is > -10_000_000 and < 10_000_000 && (whole != 0 || !double.IsNegative(value)))
        {
            int written = WriteInt64(to, whole);
            to[written] = (byte)'.';
            to[written + 1] = (byte)'0';
            return written + 2;
        }

        if (!double.IsFinite(value))
        {
            return WriteNonFinite(to, double.IsNaN(value), value < 0);
        }

        int plain = TryWritePlain(to, value, 4);
        plain = plain == 0 ? TryWritePlain(to, value, 8) : plain;
        if (plain != 0)
        {
            return plain;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        var number = ScientificNumber.Read(text[..length]);
        if (number.DigitCount == 1 && Math.Abs(value) < 1e-300)
        {
            // Java prints at least two digits and takes the nearest pair, which differs only among the tiniest.
            value.TryFormat(text, out length, "E1", CultureInfo.InvariantCulture);
            if (double.Parse(text[..length], CultureInfo.InvariantCulture) == value)
            {
                number = ScientificNumber.Read(text[..length]);
            }
        }

        return number.Write(to, double.IsNegative(value));
    }

    /// <summary>FLOAT as Java spells it, with the shortest digits that name this 32-bit value.</summary>
    public static int WriteFloat(Span<byte> to, float value)
    {
        if (!float.IsFinite(value))
        {
            return WriteNonFinite(to, float.IsNaN(value), value < 0);
        }

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        var number = ScientificNumber.Read(text[..length]);
        if (number.DigitCount == 1 && Math.Abs(value) < 1e-40f)
        {
            value.TryFormat(text, out length, "E1", CultureInfo.InvariantCulture);
            if (float.Parse(text[..length], CultureInfo.InvariantCulture) == value)
            {
                number = ScientificNumber.Read(text[..length]);
            }
        }

        return number.Write(to, float.IsNegative(value));
    }

    /// <summary>
    /// Writes a value that has at most that many digits after the point; 0 if it has more. A decimal of up to 15 digits
    /// that rounds to the value is the only one of them, so no shorter text names the value.
    /// </summary>
    private static int TryWritePlain(Span<byte> to, double value, int places)
    {
        double power = PowersOfTen.Of64[places];
        double scaled = Math.Abs(value) * power;
        if (Math.Abs(value) is not (>= 1e-3 and < 1e7) || scaled != Math.Floor(scaled)
            || scaled / power != Math.Abs(value))
        {
            return 0;
        }

        int written = WriteDecimal(to, value < 0 ? -(long)scaled : (long)scaled, places);
        while (to[written - 1] == '0' && to[written - 2] != '.')
        {
            written--;
        }

        return written;
    }

    private static int WriteNonFinite(Span<byte> to, bool notANumber, bool negative)
    {
        ReadOnlySpan<byte> text = notANumber ? "NaN"u8 : negative ? "-Infinity"u8 : "Infinity"u8;
        text.CopyTo(to);
        return text.Length;
    }

    private static ArgumentException NoRoom() =>
        new($"columnar: writing a value as text needs room for {MaxLength} bytes");
}
