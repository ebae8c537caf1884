using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>MAP_ENTRIES: the entries of a map as an array of rows (key, value).</summary>
public static class MapEntries
{
    [ScalarFunction("map_entries(map) -> infer")]
    public static object?[] Invoke(object? value) =>
        [.. ((KeyValuePair<object?, object?>[])value!).Select(entry => (object?)new[] { entry.Key, entry.Value })];

    public static DataType InferResult(ReadOnlySpan<DataType> arguments)
    {
        var map = (MapType)arguments[0];
        return new ArrayType(new RowType([new Field("key", map.Key), new Field("value", map.Value)]));
    }
}
