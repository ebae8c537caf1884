namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_SLICE: the elements from one position to another, from 1, negative ones from the end.</summary>
public static class ArraySlice
{
    [ScalarFunction("array_slice(array, int) -> $0")]
    public static object?[] Invoke(object? value, int start) => Invoke(value, start, -1);

    [ScalarFunction("array_slice(array, int, int) -> $0")]
    public static object?[] Invoke(object? value, int start, int end)
    {
        var elements = (object?[])value!;
        long first = start > 0 ? start - 1L : start == 0 ? 0 : elements.Length + (long)start;
        long last = end > 0 ? end : end == 0 ? 1 : elements.Length + (long)end + 1;
        first = Math.Max(first, 0);
        last = Math.Min(last, elements.Length);
        return first < last ? elements[(int)first..(int)last] : [];
    }
}
