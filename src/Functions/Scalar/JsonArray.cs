using System.Buffers;
using System.Text.Json;
using FlinkSql.Columnar;
using FlinkSql.Functions.Json;

namespace FlinkSql.Functions.Scalar;

/// <summary>JSON_ARRAY: values as a JSON array; those that are NULL are left out, or kept by the second name.</summary>
public static class JsonArray
{
    [ScalarFunction("json_array(any...) -> string", CalledOnNull = true)]
    public static ReadOnlySpan<byte> Invoke(object?[] items, DataType[] types, Scratch scratch, QueryContext context) =>
        Write(items, types, keepNulls: false, scratch, context);

    [ScalarFunction("$json_array_null(any...) -> string", CalledOnNull = true)]
    public static ReadOnlySpan<byte> WithNulls(object?[] items, DataType[] types, Scratch scratch, QueryContext context) =>
        Write(items, types, keepNulls: true, scratch, context);

    private static ReadOnlySpan<byte> Write(
        object?[] items, DataType[] types, bool keepNulls, Scratch scratch, QueryContext context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonWriting.Options))
        {
            writer.WriteStartArray();
            for (int item = 0; item < items.Length; item++)
            {
                if (keepNulls || items[item] is not null)
                {
                    JsonWriting.Write(writer, items[item], types[item], context);
                }
            }

            writer.WriteEndArray();
        }

        return scratch.Copy(buffer.WrittenSpan);
    }
}
