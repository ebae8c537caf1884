using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>A map of each key, in which every entry has a time of its own to live.</summary>
/// <remarks>Of its keys, only what a column can hold is told apart: arrays by what they hold.</remarks>
public interface IMapState<TKey, TValue>
{
    /// <summary>The entries of the present key as they are now, in no particular order.</summary>
    IReadOnlyList<KeyValuePair<TKey, TValue>> Entries { get; }

    bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);

    void Put(TKey key, TValue value);

    /// <summary>Takes an entry away; false when it was not there.</summary>
    bool Remove(TKey key);

    /// <summary>Takes all entries away.</summary>
    void Clear();
}
