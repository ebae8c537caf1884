using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Runtime.State.Keyed;

/// <summary>One value of each key.</summary>
public interface IValueState<T>
{
    /// <summary>The value of the present key; false when it has none.</summary>
    bool TryGet([MaybeNullWhen(false)] out T value);

    void Put(T value);

    /// <summary>Takes the value away, if there is one.</summary>
    void Clear();
}
