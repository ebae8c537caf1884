namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_CONCAT: arrays one behind the other.</summary>
public static class ArrayConcat
{
    [ScalarFunction("array_concat(any...) -> $0")]
    public static object?[] Invoke(object?[] arrays) => [.. arrays.SelectMany(array => (object?[])array!)];
}
