using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>All that was added of each key, reduced to one value.</summary>
public sealed class ReducingState<T>(IValueState<T> value, Func<T, T, T> reduce)
{
    public void Add(T added) => value.Put(value.TryGet(out T? before) ? reduce(before, added) : added);

    /// <summary>The value of the present key; false when nothing was added.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T reduced) => value.TryGet(out reduced);

    public void Clear() => value.Clear();
}
