using FlinkSql.Columnar;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator [] of arrays (from 1) and maps; NULL where there is no such element.</summary>
public static class Item
{
    [ScalarFunction("$item(array, int) -> infer")]
    public static object? Array(object? value, int index)
    {
        var elements = (object?[])value!;
        return index >= 1 && index <= elements.Length ? elements[index - 1] : null;
    }

    [ScalarFunction("$item(map, any) -> infer")]
    public static object? Map(object? value, object? key)
    {
        foreach (KeyValuePair<object?, object?> entry in (KeyValuePair<object?, object?>[])value!)
        {
            if (BoxedEquality.Instance.Equals(entry.Key, key))
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>A field by its number, from 0.</summary>
    [ScalarFunction("$field(row, int) -> infer")]
    public static object? Field(object? value, int index) => ((object?[])value!)[index];

    public static DataType InferResult(ReadOnlySpan<DataType> arguments, ReadOnlySpan<object?> constants) => arguments[0] switch
    {
        ArrayType array => array.Element,
        MapType map => map.Value,
        RowType row => row.Fields[(int)constants[1]!].Type,
        var other => throw new ArgumentException($"functions: {other} has no items"),
    };
}
