using System.Runtime.CompilerServices;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The best value of rows that are never taken back.</summary>
public struct Extreme<T, TOrder>
    where T : unmanaged, IEquatable<T>
    where TOrder : struct, IOrder<T>
{
    private T _best;
    private bool _any;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        if (!_any || TOrder.IsBetter(value, _best))
        {
            _best = value;
            _any = true;
        }
    }

    public void Merge(in Extreme<T, TOrder> other)
    {
        if (other._any)
        {
            Add(other._best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Result(out T value)
    {
        value = _best;
        return _any;
    }
}
