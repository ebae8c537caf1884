using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>MAP_VALUES: the values of a map as an array.</summary>
public static class MapValues
{
    [ScalarFunction("map_values(map) -> infer")]
    public static object?[] Invoke(object? value) =>
        [.. ((KeyValuePair<object?, object?>[])value!).Select(entry => entry.Value)];

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => new ArrayType(((MapType)arguments[0]).Value);
}
