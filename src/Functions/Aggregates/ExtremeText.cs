using System.Runtime.CompilerServices;
using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The best text of rows that are never taken back, in the order of code points.</summary>
public struct ExtremeText<TOrder> : ISavedState
    where TOrder : struct, IOrder<int>
{
    private HeldText _best;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> value)
    {
        if (!_best.Any || TOrder.IsBetter(value.SequenceCompareTo(_best.Text), 0))
        {
            _best.Set(value);
        }
    }

    public void Merge(in ExtremeText<TOrder> other)
    {
        if (other._best.Any)
        {
            Add(other._best.Text);
        }
    }

    public readonly bool Result(out ReadOnlySpan<byte> value)
    {
        value = _best.Text;
        return _best.Any;
    }

    public readonly void Save(StateWriter writer) => _best.Save(writer);

    public void Load(ref StateReader reader) => _best.Load(ref reader);
}
