using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>An average of FLOAT or DOUBLE over rows that are never taken back.</summary>
public struct FloatingAverage<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private double _sum;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        _sum += double.CreateTruncating(value);
        _count++;
    }

    public void Merge(in FloatingAverage<T> other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        value = T.CreateTruncating(_sum / _count);
        return _count > 0;
    }
}
