using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_UNION: the elements of both arrays without repetitions.</summary>
public static class ArrayUnion
{
    [ScalarFunction("array_union(array, array) -> $0")]
    public static object?[] Invoke(object? left, object? right)
    {
        return [.. ((object?[])left!).Union((object?[])right!, BoxedEquality.Instance)];
    }
}
