using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The earliest value of rows that can be taken back, so all of them are kept in order.</summary>
public struct RetractingFirst<T> : ISavedState
    where T : unmanaged, IEquatable<T>
{
    private ValueSequence<T> _values;

    public void Add(T value) => _values.Add(value);

    public void Retract(T value) => _values.Remove(value);

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in RetractingFirst<T> other) => _values.Append(other._values);

    public readonly bool Result(out T value) => _values.TryFirst(out value);

    public readonly void Save(StateWriter writer) => _values.Save(writer);

    public void Load(ref StateReader reader) => _values.Load(ref reader);
}
