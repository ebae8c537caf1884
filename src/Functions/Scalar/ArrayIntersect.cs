using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_INTERSECT: the elements that both arrays have, without repetitions.</summary>
public static class ArrayIntersect
{
    [ScalarFunction("array_intersect(array, array) -> $0")]
    public static object?[] Invoke(object? left, object? right)
    {
        return [.. ((object?[])left!).Intersect((object?[])right!, BoxedEquality.Instance)];
    }
}
