using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A sum of integers of one type; beyond its range it wraps, as Flink's does.</summary>
public struct IntegerSum<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private long _sum;
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

    public void Merge(in IntegerSum<T> other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        value = T.CreateTruncating(_sum);
        return _count > 0;
    }
}
