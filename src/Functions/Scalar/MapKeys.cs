using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>MAP_KEYS: the keys of a map as an array.</summary>
public static class MapKeys
{
    [ScalarFunction("map_keys(map) -> infer")]
    public static object?[] Invoke(object? value) =>
        [.. ((KeyValuePair<object?, object?>[])value!).Select(entry => entry.Key)];

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => new ArrayType(((MapType)arguments[0]).Key);
}
