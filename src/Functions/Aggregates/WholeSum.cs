using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>An <see cref="IntegerSum{T}"/> of groups in which every row has a value, so that none are counted.</summary>
public struct WholeSum<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private long _sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value) => _sum += value;

    public void Merge(in WholeSum<T> other) => _sum += other._sum;

    public readonly bool Result(out T value)
    {
        value = T.CreateTruncating(_sum);
        return true;
    }
}
