using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>COUNT: how many rows, or how many whose argument is not NULL.</summary>
[AggregateFunction("count() -> bigint", Retracts = true, NeverNull = true)]
[AggregateFunction("count(any) -> bigint", Retracts = true, NeverNull = true)]
public struct Count
{
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add() => _count++;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract() => _count--;

    public void Merge(in Count other) => _count += other._count;

    public readonly bool Result(out long value)
    {
        value = _count;
        return true;
    }
}
