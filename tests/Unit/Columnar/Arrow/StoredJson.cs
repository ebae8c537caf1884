using System.Text.Json.Nodes;
using FlinkSql.Columnar;

namespace FlinkSql.Tests.Unit.Columnar.Arrow;

/// <summary>Rows as JSON of the stored values, in the form that <c>arrow-js/print.mjs</c> prints.</summary>
internal static class StoredJson
{
    public static JsonArray Row(RecordBatch batch, int row) =>
        [.. Enumerable.Range(0, batch.ColumnCount).Select(column =>
            Value(batch.Column(column).GetValue(row), batch.Column(column).Type))];

    private static JsonNode? Value(object? value, DataType type) => (value, type) switch
    {
        (null, _) => null,
        (bool boolean, _) => boolean,
        (sbyte number, _) => number,
        (short number, _) => number,
        (int number, _) => number,
        (long or Int128, _) => value.ToString(),
        (float number, _) => Hex(BitConverter.GetBytes(number)),
        (double number, _) => Hex(BitConverter.GetBytes(number)),
        (string text, _) => text,
        (byte[] bytes, _) => Hex(bytes),
        (object?[] values, ArrayType array) => new JsonArray([.. values.Select(each => Value(each, array.Element))]),
        (object?[] values, RowType row) =>
            new JsonArray([.. values.Select((each, field) => Value(each, row.Fields[field].Type))]),
        (KeyValuePair<object?, object?>[] entries, _) => Entries(entries, MapTypes.Of(type)),
        _ => throw new ArgumentException($"{type}"),
    };

    private static JsonArray Entries(KeyValuePair<object?, object?>[] entries, (DataType Key, DataType Value) types) =>
        new([.. entries.Select(entry =>
            new JsonArray(Value(entry.Key, types.Key), Value(entry.Value, types.Value)))]);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
