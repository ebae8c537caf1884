namespace FlinkSql.Planner.Expressions;

/// <summary>Equality of boxed constants: arrays compare by content, floating-point numbers by their bits.</summary>
internal static class LiteralValues
{
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (object?[] a, object?[] b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (KeyValuePair<object?, object?>[] a, KeyValuePair<object?, object?>[] b) =>
            a.Length == b.Length
            && a.Zip(b).All(pair => Same(pair.First.Key, pair.Second.Key) && Same(pair.First.Value, pair.Second.Value)),
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b),
        _ => left.Equals(right),
    };

    public static int Hash(object? value) => value switch
    {
        null => 0,
        byte[] bytes => bytes.Length,
        object?[] items => items.Length,
        KeyValuePair<object?, object?>[] entries => entries.Length,
        _ => value.GetHashCode(),
    };
}
