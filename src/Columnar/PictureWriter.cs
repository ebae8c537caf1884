using System.Text;

namespace FlinkSql.Columnar;

/// <summary>Writes the values of a picture so that <see cref="PictureReader"/> reads the same ones.</summary>
internal static class PictureWriter
{
    private const long FirstNamedMilli = -62_135_596_800_000;
    private const long LastNamedMilli = 253_402_300_799_999;

    public static string Header(Field field)
    {
        bool bare = field.Name.Length != 0
            && field.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
        return bare ? field.ToString() : $"`{field.Name.Replace("`", "``")}` {field.Type}";
    }

    /// <summary>A date and time, with milliseconds where there are any; a bare number beyond the year 9999.</summary>
    public static string Watermark(long time)
    {
        if (time is < FirstNamedMilli or > LastNamedMilli)
        {
            return $"{time}";
        }

        return ValueText.Of(time, new TimestampType(time % 1_000 == 0 ? 0 : 3)).Replace(' ', 'T');
    }

    public static void Append(StringBuilder to, object? value, DataType type)
    {
        switch (type)
        {
            case var _ when value is null:
                to.Append("NULL");
                break;
            case StringType or VariantType:
                AppendQuoted(to, (string)value);
                break;
            case IntervalType { YearMonth: false }:
                to.Append('\'').Append(ValueText.Of(value, type)).Append('\'');
                break;
            case ArrayType array:
                AppendAll(to, "[]", (object?[])value, (element, _) => Append(to, element, array.Element));
                break;
            case RowType row:
                AppendAll(to, "()", (object?[])value, (field, at) => Append(to, field, row.Fields[at].Type));
                break;
            case MapType or MultisetType:
                AppendEntries(to, (KeyValuePair<object?, object?>[])value, type);
                break;
            default:
                ValueText.Append(to, value, type);
                break;
        }
    }

    private static void AppendEntries(StringBuilder to, KeyValuePair<object?, object?>[] entries, DataType type)
    {
        (DataType key, DataType value) = MapTypes.Of(type);
        AppendAll(to, "{}", entries, (entry, _) =>
        {
            Append(to, entry.Key, key);
            to.Append('=');
            Append(to, entry.Value, value);
        });
    }

    private static void AppendAll<T>(StringBuilder to, string brackets, T[] items, Action<T, int> append)
    {
        to.Append(brackets[0]);
        for (int item = 0; item < items.Length; item++)
        {
            to.Append(item == 0 ? "" : ", ");
            append(items[item], item);
        }

        to.Append(brackets[1]);
    }

    private static void AppendQuoted(StringBuilder to, string text)
    {
        if (!text.Any(char.IsControl))
        {
            to.Append('\'').Append(text.Replace("'", "''")).Append('\'');
            return;
        }

        to.Append("E'");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                '\\' => to.Append("\\\\"),
                '\'' => to.Append("''"),
                _ when char.IsControl(letter) => to.Append("\\u").Append(((int)letter).ToString("X4")),
                _ => to.Append(letter),
            };
        }

        to.Append('\'');
    }
}
