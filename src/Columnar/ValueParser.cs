using System.Text;

namespace FlinkSql.Columnar;

/// <summary>
/// Reads values from UTF-8 text by the rules of Flink's <c>CAST(string AS type)</c>, without culture, exceptions or
/// allocation. Spaces around the value are ignored; false means that the text is no value of the type.
/// </summary>
public static partial class ValueParser
{
    /// <summary>
    /// BIGINT: an optional sign and digits. A cast also takes a fraction and drops it; a reader of data may forbid that.
    /// </summary>
    public static bool TryParseInt64(ReadOnlySpan<byte> text, out long value, bool dropFraction = true)
    {
        value = 0;
        text = Trim(text);
        int at = 0;
        bool negative = false;
        if (text.Length != 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            at = 1;
        }

        int start = at;
        // Negative, because long.MinValue has no positive counterpart.
        long total = 0;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                break;
            }

            if (at - start >= 18 && (total < long.MinValue / 10 || total * 10 < long.MinValue + digit))
            {
                return false;
            }

            total = total * 10 - digit;
        }

        if (at != text.Length && !(dropFraction && IsFraction(text[at..], at > start)))
        {
            return false;
        }

        value = negative ? total : -total;
        return text.Length > start && (negative || total != long.MinValue);
    }

    public static bool TryParseInt32(ReadOnlySpan<byte> text, out int value, bool dropFraction = true)
    {
        bool parsed = TryParseInt64(text, out long wide, dropFraction);
        value = (int)wide;
        return parsed && value == wide;
    }

    public static bool TryParseInt16(ReadOnlySpan<byte> text, out short value, bool dropFraction = true)
    {
        bool parsed = TryParseInt64(text, out long wide, dropFraction);
        value = (short)wide;
        return parsed && value == wide;
    }

    public static bool TryParseInt8(ReadOnlySpan<byte> text, out sbyte value, bool dropFraction = true)
    {
        bool parsed = TryParseInt64(text, out long wide, dropFraction);
        value = (sbyte)wide;
        return parsed && value == wide;
    }

    /// <summary>BOOLEAN: <c>t true y yes 1</c> and <c>f false n no 0</c> in any case.</summary>
    public static bool TryParseBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        text = Trim(text);
        value = IsWord(text, "true"u8) || IsWord(text, "t"u8) || IsWord(text, "1"u8) || IsWord(text, "yes"u8)
            || IsWord(text, "y"u8);
        return value || IsWord(text, "false"u8) || IsWord(text, "f"u8) || IsWord(text, "0"u8) || IsWord(text, "no"u8)
            || IsWord(text, "n"u8);
    }

    /// <summary>
    /// A value of any type but the nested ones, in the form <see cref="Column.GetValue"/> gives. Text and binary take
    /// the bytes as they are.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, DataType type, out object? value, TimeZoneInfo? zone = null)
    {
        value = null;
        switch (type)
        {
            case StringType or VariantType:
                value = Encoding.UTF8.GetString(text);
                return true;
            case BinaryType:
                value = text.ToArray();
                return true;
            case BooleanType:
                return Box(TryParseBoolean(text, out bool boolean), boolean, out value);
            case IntegerType { Width: 1 }:
                return Box(TryParseInt8(text, out sbyte int8), int8, out value);
            case IntegerType { Width: 2 }:
                return Box(TryParseInt16(text, out short int16), int16, out value);
            case IntegerType { Width: 4 }:
                return Box(TryParseInt32(text, out int int32), int32, out value);
            case IntegerType:
                return Box(TryParseInt64(text, out long int64), int64, out value);
            case FloatingType { Width: 4 }:
                return Box(TryParseFloat(text, out float single), single, out value);
            case FloatingType:
                return Box(TryParseDouble(text, out double number), number, out value);
            case DecimalType { Physical: PhysicalType.Int64 } type64:
                return Box(TryParseDecimal(text, type64.Precision, type64.Scale, out long compact), compact, out value);
            case DecimalType type128:
                return Box(TryParseDecimal(text, type128.Precision, type128.Scale, out Int128 wide), wide, out value);
            default:
                return TryParseTemporal(text, type, zone ?? TimeZoneInfo.Utc, out value);
        }
    }

    /// <summary>Without spaces, tabs and line ends at both ends.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsSpace(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length == word.Length && Ascii.EqualsIgnoreCase(text, word);

    /// <summary>Whether the text is a point and digits; a point alone needs a digit before it.</summary>
    private static bool IsFraction(ReadOnlySpan<byte> text, bool afterDigit)
    {
        return text[0] == '.' && (afterDigit || text.Length > 1)
            && text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private static bool Box<T>(bool parsed, T parsedValue, out object? value)
        where T : struct
    {
        value = parsed ? parsedValue : null;
        return parsed;
    }
}
