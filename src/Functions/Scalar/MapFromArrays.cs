using FlinkSql.Columnar;

namespace FlinkSql.Functions.Scalar;

/// <summary>MAP_FROM_ARRAYS: a map of the keys of one array and the values of another of the same length.</summary>
public static class MapFromArrays
{
    [ScalarFunction("map_from_arrays(array, array) -> infer")]
    public static KeyValuePair<object?, object?>[] Invoke(object? keys, object? values)
    {
        var keyItems = (object?[])keys!;
        var valueItems = (object?[])values!;
        if (keyItems.Length != valueItems.Length)
        {
            throw new QueryException(
                "FLS6016", $"MAP_FROM_ARRAYS has {keyItems.Length} keys for {valueItems.Length} values");
        }

        return Constructors.Map([.. keyItems.Zip(valueItems).SelectMany(pair => new[] { pair.First, pair.Second })]);
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) =>
        new MapType(((ArrayType)arguments[0]).Element, ((ArrayType)arguments[1]).Element);
}
