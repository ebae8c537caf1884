namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_PREPEND: an array with one element more at its start.</summary>
public static class ArrayPrepend
{
    [ScalarFunction("array_prepend(array, any) -> $0", CalledOnNull = true)]
    public static bool TryInvoke(bool arrayIsNull, object? value, bool elementIsNull, object? element, out object? result)
    {
        result = arrayIsNull ? null : (object?[])[element, .. (object?[])value!];
        return !arrayIsNull;
    }
}
