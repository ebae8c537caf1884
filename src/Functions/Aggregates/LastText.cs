using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The latest text of rows that are never taken back.</summary>
public struct LastText : ISavedState
{
    private HeldText _held;

    public void Add(ReadOnlySpan<byte> value)
    {
        _held.Set(value);
    }

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in LastText other)
    {
        if (other._held.Any)
        {
            Add(other._held.Text);
        }
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        value = _held.Text;
        return _held.Any;
    }

    public readonly void Save(StateWriter writer) => _held.Save(writer);

    public void Load(ref StateReader reader) => _held.Load(ref reader);
}
