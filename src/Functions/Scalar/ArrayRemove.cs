using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_REMOVE: an array without the elements that equal one, which may be NULL.</summary>
public static class ArrayRemove
{
    [ScalarFunction("array_remove(array, any) -> $0", CalledOnNull = true)]
    public static bool TryInvoke(bool arrayIsNull, object? value, bool elementIsNull, object? element, out object? result)
    {
        result = arrayIsNull
            ? null
            : ((object?[])value!).Where(item => !BoxedEquality.Instance.Equals(item, element)).ToArray();
        return !arrayIsNull;
    }
}
