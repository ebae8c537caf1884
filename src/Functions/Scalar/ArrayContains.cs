using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_CONTAINS: whether an array has an element, which may be NULL.</summary>
public static class ArrayContains
{
    [ScalarFunction("array_contains(array, any) -> boolean", CalledOnNull = true)]
    public static bool TryInvoke(bool arrayIsNull, object? value, bool elementIsNull, object? element, out bool found)
    {
        found = !arrayIsNull && ((object?[])value!).Contains(element, BoxedEquality.Instance);
        return !arrayIsNull;
    }
}
