using System.Buffers;
using System.Text;

namespace FlinkSql.Columnar;

/// <summary>
/// The text of a value as Flink's <c>CAST(x AS STRING)</c> and its printed results give it: <c>TRUE</c>, <c>1.0E10</c>,
/// <c>[1, NULL]</c>, <c>{k=v}</c>, <c>(1, foo)</c>. Binary is shown as <c>x'0AFF'</c>; NULL as <c>NULL</c>.
/// </summary>
public static class ValueText
{
    /// <summary>The text of a value of the form <see cref="Column.GetValue"/> gives.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="type">Its type.</param>
    /// <param name="zone">The zone in which TIMESTAMP_LTZ is shown; UTC if none is given.</param>
    public static string Of(object? value, DataType type, TimeZoneInfo? zone = null)
    {
        var text = new StringBuilder();
        Append(text, value, type, zone);
        return text.ToString();
    }

    /// <summary>Appends the text of a value of the form <see cref="Column.GetValue"/> gives.</summary>
    public static void Append(StringBuilder to, object? value, DataType type, TimeZoneInfo? zone = null)
    {
        if (value is null)
        {
            to.Append("NULL");
            return;
        }

        Span<byte> primitive = stackalloc byte[Utf8Text.MaxLength];
        int length = WritePrimitive(primitive, value, type, zone ?? TimeZoneInfo.Utc);
        if (length >= 0)
        {
            AppendAscii(to, primitive[..length]);
            return;
        }

        switch (type)
        {
            case StringType or VariantType:
                to.Append((string)value);
                break;
            case BinaryType:
                to.Append("x'").Append(Convert.ToHexString((byte[])value)).Append('\'');
                break;
            case ArrayType array:
                AppendElements(to, (object?[])value, array.Element, zone);
                break;
            case RowType row:
                AppendRow(to, (object?[])value, row, zone);
                break;
            default:
                AppendEntries(to, (KeyValuePair<object?, object?>[])value, type, zone);
                break;
        }
    }

    /// <summary>Writes the text of one row of a column as UTF-8, without boxing for all but nested types.</summary>
    public static void Write(IBufferWriter<byte> to, Column column, int row, TimeZoneInfo? zone = null)
    {
        if (column.IsNull(row))
        {
            to.Write("NULL"u8);
            return;
        }

        if (column is BytesColumn bytes && column.Type is not BinaryType)
        {
            to.Write(bytes.Values[row]);
            return;
        }

        int length = WritePrimitive(to.GetSpan(Utf8Text.MaxLength), column, row, zone ?? TimeZoneInfo.Utc);
        if (length >= 0)
        {
            to.Advance(length);
            return;
        }

        Encoding.UTF8.GetBytes(Of(column.GetValue(row), column.Type, zone), to);
    }

    /// <summary>Writes a non-null value of a primitive type; -1 if the type is text, binary or nested.</summary>
    private static int WritePrimitive(Span<byte> to, object value, DataType type, TimeZoneInfo zone) => value switch
    {
        bool boolean => Utf8Text.WriteBoolean(to, boolean),
        sbyte number => Utf8Text.WriteInt64(to, number),
        short number => Utf8Text.WriteInt64(to, number),
        int number => WriteInt32(to, number, type),
        long number => WriteInt64(to, number, type, zone),
        Int128 number => Utf8Text.WriteDecimal(to, number, ((DecimalType)type).Scale),
        float number => Utf8Text.WriteFloat(to, number),
        double number => Utf8Text.WriteDouble(to, number),
        _ => -1,
    };

    private static int WritePrimitive(Span<byte> to, Column column, int row, TimeZoneInfo zone) => column switch
    {
        BooleanColumn booleans => Utf8Text.WriteBoolean(to, booleans.Values[row]),
        FixedColumn<sbyte> numbers => Utf8Text.WriteInt64(to, numbers.Values[row]),
        FixedColumn<short> numbers => Utf8Text.WriteInt64(to, numbers.Values[row]),
        FixedColumn<int> numbers => WriteInt32(to, numbers.Values[row], column.Type),
        FixedColumn<long> numbers => WriteInt64(to, numbers.Values[row], column.Type, zone),
        FixedColumn<Int128> numbers =>
            Utf8Text.WriteDecimal(to, numbers.Values[row], ((DecimalType)column.Type).Scale),
        FixedColumn<float> numbers => Utf8Text.WriteFloat(to, numbers.Values[row]),
        FixedColumn<double> numbers => Utf8Text.WriteDouble(to, numbers.Values[row]),
        _ => -1,
    };

    private static int WriteInt32(Span<byte> to, int value, DataType type) => type switch
    {
        DateType => Utf8Text.WriteDate(to, value),
        TimeType time => Utf8Text.WriteTime(to, value, time.Precision),
        IntervalType => Utf8Text.WriteYearMonthInterval(to, value),
        _ => Utf8Text.WriteInt64(to, value),
    };

    private static int WriteInt64(Span<byte> to, long value, DataType type, TimeZoneInfo zone) => type switch
    {
        DecimalType number => Utf8Text.WriteDecimal(to, value, number.Scale),
        TimestampType { LocalTimeZone: true } instant =>
            Utf8Text.WriteTimestampLtz(to, value, instant.Precision, zone),
        TimestampType timestamp => Utf8Text.WriteTimestamp(to, value, timestamp.Precision),
        TimeType time => Utf8Text.WriteTime(to, value, time.Precision),
        IntervalType => Utf8Text.WriteDayTimeInterval(to, value),
        _ => Utf8Text.WriteInt64(to, value),
    };

    private static void AppendElements(StringBuilder to, object?[] elements, DataType type, TimeZoneInfo? zone)
    {
        to.Append('[');
        for (int element = 0; element < elements.Length; element++)
        {
            to.Append(element == 0 ? "" : ", ");
            Append(to, elements[element], type, zone);
        }

        to.Append(']');
    }

    private static void AppendRow(StringBuilder to, object?[] values, RowType type, TimeZoneInfo? zone)
    {
        to.Append('(');
        for (int field = 0; field < values.Length; field++)
        {
            to.Append(field == 0 ? "" : ", ");
            Append(to, values[field], type.Fields[field].Type, zone);
        }

        to.Append(')');
    }

    private static void AppendEntries(
        StringBuilder to, KeyValuePair<object?, object?>[] entries, DataType type, TimeZoneInfo? zone)
    {
        (DataType key, DataType value) = MapTypes.Of(type);
        to.Append('{');
        for (int entry = 0; entry < entries.Length; entry++)
        {
            to.Append(entry == 0 ? "" : ", ");
            Append(to, entries[entry].Key, key, zone);
            to.Append('=');
            Append(to, entries[entry].Value, value, zone);
        }

        to.Append('}');
    }

    private static void AppendAscii(StringBuilder to, ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[Utf8Text.MaxLength];
        for (int at = 0; at < text.Length; at++)
        {
            letters[at] = (char)text[at];
        }

        to.Append(letters[..text.Length]);
    }
}
