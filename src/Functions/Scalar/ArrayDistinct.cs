using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_DISTINCT: the elements without repetitions.</summary>
public static class ArrayDistinct
{
    [ScalarFunction("array_distinct(array) -> $0")]
    public static object?[] Invoke(object? value)
    {
        return [.. ((object?[])value!).Distinct(BoxedEquality.Instance)];
    }
}
