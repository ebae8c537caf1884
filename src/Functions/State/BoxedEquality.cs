namespace FlinkSql.Functions.State;

/// <summary>
/// Equality of boxed values by content, NULL equal to NULL: arrays and rows by elements, binary by bytes, numbers as
/// .NET does (NaN equals NaN).
/// </summary>
internal sealed class BoxedEquality : IEqualityComparer<object?>
{
    public static readonly BoxedEquality Instance = new();

    public new bool Equals(object? left, object? right) => (left, right) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (object?[] a, object?[] b) => a.Length == b.Length && a.Zip(b).All(pair => Equals(pair.First, pair.Second)),
        (KeyValuePair<object?, object?>[] a, KeyValuePair<object?, object?>[] b) => SameEntries(a, b),
        (float a, float b) => a == b || (float.IsNaN(a) && float.IsNaN(b)),
        (double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b)),
        _ => object.Equals(left, right),
    };

    public int GetHashCode(object? value)
    {
        switch (value)
        {
            case null:
                return 0;
            case string text:
                // Not the hash of string, which differs from one process to the next.
                int hash = text.Length;
                foreach (char character in text)
                {
                    hash = hash * 31 + character;
                }

                return hash;
            case byte[] bytes:
                return bytes.Aggregate(bytes.Length, (sum, item) => sum * 31 + item);
            case object?[] elements:
                return elements.Aggregate(elements.Length, (sum, item) => sum * 31 + GetHashCode(item));
            case KeyValuePair<object?, object?>[] entries:
                // The order of entries does not matter.
                return entries.Sum(entry => (long)GetHashCode(entry.Key)).GetHashCode();
            default:
                return value.GetHashCode();
        }
    }

    private bool SameEntries(KeyValuePair<object?, object?>[] left, KeyValuePair<object?, object?>[] right) =>
        left.Length == right.Length
        && left.All(entry => right.Any(other => Equals(entry.Key, other.Key) && Equals(entry.Value, other.Value)));
}
