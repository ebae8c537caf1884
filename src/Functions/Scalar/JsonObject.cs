using System.Buffers;
using System.Text.Json;
using FlinkSql.Columnar;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// JSON_OBJECT: names and values in turn as a JSON object; members that are NULL are kept, or left out by the second
/// name.
/// </summary>
public static class JsonObject
{
    [ScalarFunction("json_object(any...) -> string", CalledOnNull = true)]
    public static ReadOnlySpan<byte> Invoke(object?[] items, DataType[] types, Scratch scratch, QueryContext context) =>
        Write(items, types, keepNulls: true, scratch, context);

    [ScalarFunction("$json_object_absent(any...) -> string", CalledOnNull = true)]
    public static ReadOnlySpan<byte> Absent(object?[] items, DataType[] types, Scratch scratch, QueryContext context) =>
        Write(items, types, keepNulls: false, scratch, context);

    private static ReadOnlySpan<byte> Write(
        object?[] items, DataType[] types, bool keepNulls, Scratch scratch, QueryContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Options))
        {
            writer.WriteStartObject();
            for (int item = 0; item + 1 < items.Length; item += 2)
            {
                if (keepNulls || items[item + 1] is not null)
                {
                    writer.WritePropertyName((string?)items[item] ?? "");
                    JsonWriting.Write(writer, items[item + 1], types[item + 1], context);
                }
            }

            writer.WriteEndObject();
        }

        return scratch.Copy(buffer.WrittenSpan);
    }
}
