using System.Numerics;
using System.Runtime.CompilerServices;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>
/// An <see cref="Extreme{T, TOrder}"/> of integers of groups in which every row has a value: the best value so far is kept as its
/// difference in bits from the worst of all, so that an empty state holds the worst.
/// </summary>
public struct WholeExtreme<T, TOrder>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TOrder : struct, IOrder<T>
{
    private T _best;

    private static T Worst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TOrder.PrefersGreater ? T.MinValue : T.MaxValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        if (TOrder.IsBetter(value, _best ^ Worst))
        {
            _best = value ^ Worst;
        }
    }

    public void Merge(in WholeExtreme<T, TOrder> other) => Add(other._best ^ Worst);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Result(out T value)
    {
        value = _best ^ Worst;
        return true;
    }
}
