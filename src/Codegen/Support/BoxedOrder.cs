namespace FlinkSql.Codegen.Support;

/// <summary>Compares values in their boxed form; null comes first.</summary>
public static class BoxedOrder
{
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => string.CompareOrdinal(a, b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (object?[] a, object?[] b) => CompareItems(a, b),
        (KeyValuePair<object?, object?>[] a, KeyValuePair<object?, object?>[] b) =>
            CompareItems(Flatten(a), Flatten(b)),
        (IComparable a, _) => a.CompareTo(right),
        _ => throw new InvalidOperationException($"codegen: {left.GetType().Name} values have no order"),
    };

    private static int CompareItems(object?[] left, object?[] right)
    {
        for (int item = 0; item < Math.Min(left.Length, right.Length); item++)
        {
            int order = Compare(left[item], right[item]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // Maps are equal whatever the order of their entries.
    private static object?[] Flatten(KeyValuePair<object?, object?>[] entries) =>
        [.. entries.OrderBy(entry => entry.Key, Comparer<object?>.Create(Compare))
            .SelectMany(entry => new[] { entry.Key, entry.Value })];
}
