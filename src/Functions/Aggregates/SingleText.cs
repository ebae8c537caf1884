using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The text of the only row of a scalar subquery.</summary>
public struct SingleText : ISavedState
{
    private HeldText _held;
    private long _count;

    public void Add(ReadOnlySpan<byte> value)
    {
        _held.Set(value);
        _count++;
    }

    public void Retract(ReadOnlySpan<byte> value) => _count--;

    public void Merge(in SingleText other)
    {
        if (other._count > 0)
        {
            _held.Set(other._held.Text);
        }

        _count += other._count;
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        if (_count > 1)
        {
            Single<int>.ThrowSeveral();
        }

        value = _held.Text;
        return _count == 1;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_count);
        _held.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        _count = reader.Read<long>();
        _held.Load(ref reader);
    }
}
