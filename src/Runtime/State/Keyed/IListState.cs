namespace FlinkSql.Runtime.State.Keyed;

/// <summary>A list of each key, in which every element has a time of its own to live.</summary>
public interface IListState<T>
{
    /// <summary>The elements of the present key as they are now, in the order in which they were added.</summary>
    IReadOnlyList<T> Values { get; }

    void Add(T value);

    /// <summary>Puts others in the place of all elements.</summary>
    void Replace(IEnumerable<T> values);

    /// <summary>Takes all elements away.</summary>
    void Clear();
}
