using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>How values are spelled where formats let one choose.</summary>
/// <param name="Iso">Whether timestamps have a T between date and time.</param>
/// <param name="Decimals">How DECIMAL is spelled.</param>
internal readonly record struct TextStyle(bool Iso = false, DecimalStyle Decimals = DecimalStyle.Plain);

/// <summary>
/// Writes values of the plain types as data formats spell them. A timestamp has as many digits of a fraction as its
/// type, and none where all are 0; an instant is in UTC and ends with Z; an interval is a number.
/// </summary>
internal static class PlainText
{
    /// <summary>Room that suffices for any value.</summary>
    public const int MaxLength = Utf8Text.MaxLength;

    /// <summary>Writes a value that is not NULL; -1 if the type is text, binary or nested.</summary>
    public static int Write(Span<byte> to, Column column, int row, TextStyle style) => column switch
    {
        FixedColumn<int> numbers => WriteInt32(to, numbers.Values[row], column.Type),
        FixedColumn<long> numbers => WriteInt64(to, numbers.Values[row], column.Type, style),
        FixedColumn<double> numbers => Utf8Text.WriteDouble(to, numbers.Values[row]),
        BooleanColumn booleans => WriteBoolean(to, booleans.Values[row]),
        FixedColumn<sbyte> numbers => Utf8Text.WriteInt64(to, numbers.Values[row]),
        FixedColumn<short> numbers => Utf8Text.WriteInt64(to, numbers.Values[row]),
        FixedColumn<float> numbers => Utf8Text.WriteFloat(to, numbers.Values[row]),
        FixedColumn<Int128> numbers =>
            DecimalText.Write(to, numbers.Values[row], ((DecimalType)column.Type).Scale, style.Decimals),
        _ => -1,
    };

    private static int WriteBoolean(Span<byte> to, bool value)
    {
        ReadOnlySpan<byte> text = value ? "true"u8 : "false"u8;
        text.CopyTo(to);
        return text.Length;
    }

    private static int WriteInt32(Span<byte> to, int value, DataType type) => type switch
    {
        DateType => Utf8Text.WriteDate(to, value),
        TimeType time => DropZeroFraction(to, Utf8Text.WriteTime(to, value, time.Precision), time.Precision),
        _ => Utf8Text.WriteInt64(to, value),
    };

    private static int WriteInt64(Span<byte> to, long value, DataType type, TextStyle style) => type switch
    {
        DecimalType number => DecimalText.Write(to, value, number.Scale, style.Decimals),
        TimestampType timestamp => WriteTimestamp(to, value, timestamp, style.Iso),
        TimeType time => DropZeroFraction(to, Utf8Text.WriteTime(to, value, time.Precision), time.Precision),
        _ => Utf8Text.WriteInt64(to, value),
    };

    private static int WriteTimestamp(Span<byte> to, long value, TimestampType type, bool iso)
    {
        int length = DropZeroFraction(to, Utf8Text.WriteTimestamp(to, value, type.Precision), type.Precision);
        if (iso)
        {
            to[to[..length].LastIndexOf((byte)' ')] = (byte)'T';
        }

        if (type.LocalTimeZone)
        {
            to[length++] = (byte)'Z';
        }

        return length;
    }

    private static int DropZeroFraction(ReadOnlySpan<byte> text, int length, int digits) =>
        digits != 0 && text[(length - digits)..length].IndexOfAnyExcept((byte)'0') < 0 ? length - digits - 1 : length;
}
