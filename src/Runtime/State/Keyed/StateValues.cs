using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Equality of values of the form of Column.GetValue, arrays by what they hold.</summary>
internal sealed class StateValues : IEqualityComparer<object?>
{
    public static readonly StateValues Equality = new();

    private StateValues()
    {
    }

    public new bool Equals(object? left, object? right) => (left, right) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (object?[] a, object?[] b) => a.AsSpan().SequenceEqual(b, this),
        (KeyValuePair<object?, object?>[] a, KeyValuePair<object?, object?>[] b) =>
            a.Length == b.Length && a.All(entry => b.Any(other =>
                Equals(entry.Key, other.Key) && Equals(entry.Value, other.Value))),
        (double a, double b) => KeyBits.Of(a) == KeyBits.Of(b),
        (float a, float b) => KeyBits.Of(a) == KeyBits.Of(b),
        _ => object.Equals(left, right),
    };

    public int GetHashCode(object? value)
    {
        ulong hash = KeyHash.HashValue(value);
        return (int)(hash ^ (hash >> 32));
    }
}
