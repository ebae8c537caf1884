namespace FlinkSql.Runtime.State.Keyed;

/// <summary>Something that is kept in memory of one key, and when it was last written.</summary>
internal abstract class Cell(StateKey key)
{
    public StateKey Key { get; } = key;

    public long Written { get; set; }

    /// <summary>Its place in <see cref="Expiry"/>; null where state does not end.</summary>
    public LinkedListNode<Cell>? Place { get; set; }
}

/// <summary>A cell with its value.</summary>
internal class Cell<T>(StateKey key, T value) : Cell(key)
{
    public T Value { get; set; } = value;
}

/// <summary>A cell of a map.</summary>
internal sealed class Cell<TKey, T>(StateKey key, TKey entry, T value) : Cell<T>(key, value)
{
    public TKey Entry { get; } = entry;
}
