using FlinkSql.Columnar;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>A key of <see cref="IKeyedState"/>: a value for each of its columns, of the form of Column.GetValue; NULL is a value.</summary>
public sealed class StateKey : IEquatable<StateKey>
{
    private readonly object?[] _values;

    public StateKey(params ReadOnlySpan<object?> values)
    {
        _values = values.ToArray();
        Hash = HashOf(values);
    }

    public IReadOnlyList<object?> Values => _values;

    /// <summary>The hash by which an exchange spreads rows that hold these values.</summary>
    public ulong Hash { get; }

    /// <summary>The key in some columns of a row.</summary>
    public static StateKey Of(RecordBatch batch, int row, IReadOnlyList<int> columns) =>
        new([.. columns.Select(column => batch.Column(column).GetValue(row))]);

    public bool Equals(StateKey? other) =>
        other is not null && Hash == other.Hash && _values.AsSpan().SequenceEqual(other._values, StateValues.Equality);

    public override bool Equals(object? obj) => Equals(obj as StateKey);

    public override int GetHashCode() => (int)(Hash ^ (Hash >> 32));

    public override string ToString() => $"({string.Join(", ", _values)})";

    private static ulong HashOf(ReadOnlySpan<object?> values)
    {
        ulong hash = values.IsEmpty ? 0 : KeyHash.HashValue(values[0]);
        for (int column = 1; column < values.Length; column++)
        {
            hash = KeyHash.Combine(hash, KeyHash.HashValue(values[column]));
        }

        return hash;
    }
}
