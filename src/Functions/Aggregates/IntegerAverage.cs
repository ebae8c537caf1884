using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>An average of integers as an integer of the same type: the fraction is dropped. The sum does not wrap.</summary>
public struct IntegerAverage<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private Int128 _sum;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value)
    {
        _sum += value;
        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract(long value)
    {
        _sum -= value;
        _count--;
    }

    public void Merge(in IntegerAverage<T> other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        value = _count > 0 ? T.CreateTruncating(_sum / _count) : T.Zero;
        return _count > 0;
    }
}
