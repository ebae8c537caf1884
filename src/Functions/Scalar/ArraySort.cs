using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Scalar;

/// <summary>ARRAY_SORT: the elements in order, NULLs first if ascending, unless told otherwise.</summary>
public static class ArraySort
{
    [ScalarFunction("array_sort(array) -> $0")]
    public static object?[] Invoke(object? value) => Invoke(value, ascending: true, nullsFirst: true);

    [ScalarFunction("array_sort(array, boolean) -> $0")]
    public static object?[] Invoke(object? value, bool ascending) => Invoke(value, ascending, nullsFirst: ascending);

    [ScalarFunction("array_sort(array, boolean, boolean) -> $0")]
    public static object?[] Invoke(object? value, bool ascending, bool nullsFirst)
    {
        var elements = (object?[])value!;
        IEnumerable<object?> nulls = elements.Where(element => element is null);
        IEnumerable<object?> others = elements.Where(element => element is not null);
        others = ascending ? others.Order(BoxedOrder.Instance) : others.OrderDescending(BoxedOrder.Instance);
        return nullsFirst ? [.. nulls, .. others] : [.. others, .. nulls];
    }
}
