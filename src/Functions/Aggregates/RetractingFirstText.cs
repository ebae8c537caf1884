using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The earliest text of rows that can be taken back, so all of them are kept in order.</summary>
public struct RetractingFirstText : ISavedState
{
    private TextSequence _texts;

    public void Add(ReadOnlySpan<byte> value) => _texts.Add(value);

    public void Retract(ReadOnlySpan<byte> value) => _texts.Remove(value);

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in RetractingFirstText other) => _texts.Append(other._texts);

    public readonly bool Result(out ReadOnlySpan<byte> value) => _texts.TryFirst(out value);

    public readonly void Save(StateWriter writer) => _texts.Save(writer);

    public void Load(ref StateReader reader) => _texts.Load(ref reader);
}
