using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_EXCEPT: the elements of the first array that the second has not, without repetitions.</summary>
public static class ArrayExcept
{
    [ScalarFunction("array_except(array, array) -> $0")]
    public static object?[] Invoke(object? left, object? right)
    {
        return [.. ((object?[])left!).Except((object?[])right!, BoxedEquality.Instance)];
    }
}
