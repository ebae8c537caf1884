using System.Buffers.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>Reads a value inside a nested one from its text, by the rules of <see cref="ColumnParsers"/>.</summary>
internal static class ScalarText
{
    /// <summary>The value in the form <see cref="Column.GetValue"/> gives; false if the text is none of the type.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, DataType type, TimeZoneInfo zone, out object? value)
    {
        switch (type)
        {
            case BinaryType:
                bool valid = Base64.IsValid(text);
                value = valid ? Decode(text) : null;
                return valid;
            case StringType or VariantType:
                return ValueParser.TryParse(text, type, out value, zone) && System.Text.Unicode.Utf8.IsValid(text);
            case IntegerType:
                return ValueParser.TryParse(text, type, out value, zone)
                    && ValueParser.TryParseInt64(text, out _, dropFraction: false);
            case TimestampType { LocalTimeZone: false } timestamp when ValueParser.TryParseTimestampLtz(
                text, timestamp.Precision, TimeZoneInfo.Utc, out long instant):
                value = instant;
                return true;
            case IntervalType { YearMonth: true } when ValueParser.TryParseInt32(text, out int months, false):
                value = months;
                return true;
            case IntervalType { YearMonth: false } when ValueParser.TryParseInt64(text, out long millis, false):
                value = millis;
                return true;
            default:
                return ValueParser.TryParse(text, type, out value, zone);
        }
    }

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        byte[] bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        Base64.DecodeFromUtf8(text, bytes, out _, out int written);
        return bytes[..written];
    }
}
