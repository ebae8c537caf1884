using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_POSITION: where an element first is in an array, from 1; 0 where it is not.</summary>
public static class ArrayPosition
{
    [ScalarFunction("array_position(array, any) -> int")]
    public static int Invoke(object? value, object? element) =>
        Array.FindIndex((object?[])value!, item => BoxedEquality.Instance.Equals(item, element)) + 1;
}
