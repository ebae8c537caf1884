using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A sum of FLOAT or DOUBLE over rows that are never taken back, added in the order in which they come.</summary>
public struct FloatingSum<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private T _sum;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        _sum += value;
        _count++;
    }

    public void Merge(in FloatingSum<T> other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        value = _sum;
        return _count > 0;
    }
}
