namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_REVERSE: the elements from last to first.</summary>
public static class ArrayReverse
{
    [ScalarFunction("array_reverse(array) -> $0")]
    public static object?[] Invoke(object? value)
    {
        return [.. ((object?[])value!).Reverse()];
    }
}
