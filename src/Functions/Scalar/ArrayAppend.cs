namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_APPEND: an array with one element more at its end.</summary>
public static class ArrayAppend
{
    [ScalarFunction("array_append(array, any) -> $0", CalledOnNull = true)]
    public static bool TryInvoke(bool arrayIsNull, object? value, bool elementIsNull, object? element, out object? result)
    {
        result = arrayIsNull ? null : (object?[])[.. (object?[])value!, element];
        return !arrayIsNull;
    }
}
