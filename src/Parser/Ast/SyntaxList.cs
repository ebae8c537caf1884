using System.Collections;
using System.Runtime.CompilerServices;

namespace FlinkSql.Parser.Ast;

/// <summary>
/// An immutable list that compares by its items, so that records holding one compare by value.
/// The default value is the empty list; <c>[a, b]</c> builds one.
/// </summary>
[CollectionBuilder(typeof(SyntaxList), nameof(SyntaxList.Create))]
public readonly struct SyntaxList<T> : IReadOnlyList<T>, IEquatable<SyntaxList<T>>
{
    private readonly T[]? _items;

    internal SyntaxList(T[] items) => _items = items;

    /// <summary>The list without items.</summary>
    public static SyntaxList<T> Empty => default;

    /// <summary>The number of items.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>The number of items (list patterns use this name).</summary>
    public int Length => Count;

    /// <summary>True without items.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public T this[int index] => AsSpan()[index];

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>The items from one index for a length (list patterns use this).</summary>
    public SyntaxList<T> Slice(int start, int length) => new(AsSpan().Slice(start, length).ToArray());

    /// <summary>A new list with one more item at the end.</summary>
    public SyntaxList<T> Add(T item) => [.. this, item];

    /// <summary>Enumerates without allocating.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SyntaxList<T> other)
    {
        if (ReferenceEquals(_items, other._items)) return true;
        if (Count != other.Count) return false;
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (int at = 0; at < Count; at++)
        {
            if (!comparer.Equals(_items![at], other._items![at])) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SyntaxList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T item in AsSpan()) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Item-wise equality.</summary>
    public static bool operator ==(SyntaxList<T> left, SyntaxList<T> right) => left.Equals(right);

    /// <summary>Item-wise inequality.</summary>
    public static bool operator !=(SyntaxList<T> left, SyntaxList<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", this)}]";
}

/// <summary>Builds an <see cref="SyntaxList{T}"/>.</summary>
public static class SyntaxList
{
    /// <summary>Copies the items; called by collection expressions.</summary>
    public static SyntaxList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? default : new SyntaxList<T>(items.ToArray());

    /// <summary>Copies the items of any sequence.</summary>
    public static SyntaxList<T> ToSyntaxList<T>(this IEnumerable<T> items) => [.. items];
}
