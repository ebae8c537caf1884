using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Json;

/// <summary>Writes boxed values of SQL types as JSON.</summary>
internal static class JsonWriting
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlySpan<byte> ToText(object? value, DataType type, Scratch scratch, QueryContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, type, context);
        }

        return scratch.Copy(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, object? value, DataType type, QueryContext context)
    {
        switch (type)
        {
            case var _ when value is null:
                writer.WriteNullValue();
                break;
            case BooleanType:
                writer.WriteBooleanValue((bool)value);
                break;
            case IntegerType or DecimalType:
                writer.WriteRawValue(ValueText.Of(value, type), skipInputValidation: true);
                break;
            case FloatingType:
                double number = Boxed.ToDouble(value, type);
                string text = ValueText.Of(value, type);
                if (double.IsFinite(number))
                {
                    writer.WriteRawValue(text, skipInputValidation: true);
                }
                else
                {
                    writer.WriteStringValue(text);
                }

                break;
            case VariantType:
                writer.WriteRawValue((string)value, skipInputValidation: true);
                break;
            case BinaryType:
                writer.WriteBase64StringValue((byte[])value);
                break;
            case ArrayType array:
                writer.WriteStartArray();
                foreach (object? item in (object?[])value)
                {
                    Write(writer, item, array.Element, context);
                }

                writer.WriteEndArray();
                break;
            case RowType row:
                WriteRow(writer, (object?[])value, row, context);
                break;
            case MapType or MultisetType:
                WriteMap(writer, (KeyValuePair<object?, object?>[])value, type, context);
                break;
            default:
                writer.WriteStringValue(Time(value, type, context));
                break;
        }
    }

    private static void WriteRow(Utf8JsonWriter writer, object?[] values, RowType type, QueryContext context)
    {
        writer.WriteStartObject();
        for (int field = 0; field < values.Length; field++)
        {
            writer.WritePropertyName(type.Fields[field].Name);
            Write(writer, values[field], type.Fields[field].Type, context);
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(
        Utf8JsonWriter writer, KeyValuePair<object?, object?>[] entries, DataType type, QueryContext context)
    {
        (DataType key, DataType item) = MapTypes.Of(type);
        writer.WriteStartObject();
        foreach (KeyValuePair<object?, object?> entry in entries)
        {
            writer.WritePropertyName(ValueText.Of(entry.Key, key, context.Zone));
            Write(writer, entry.Value, item, context);
        }

        writer.WriteEndObject();
    }

    /// <summary>Timestamps in the form of ISO 8601, instants in UTC; text and all others as CAST gives them.</summary>
    private static string Time(object value, DataType type, QueryContext context)
    {
        string text = ValueText.Of(value, type, type is TimestampType ? TimeZoneInfo.Utc : context.Zone);
        return type is TimestampType { LocalTimeZone: var isInstant } ? text.Replace(' ', 'T') + (isInstant ? "Z" : "") : text;
    }
}
