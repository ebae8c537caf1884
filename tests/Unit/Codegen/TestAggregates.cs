using FlinkSql.Functions;

namespace FlinkSql.Tests.Unit.Codegen;

/// <summary>Small aggregates, so that tests of generated code do not depend on the library's.</summary>
public static class TestAggregates
{
    public static FunctionRegistry Registry { get; } = new(typeof(TestAggregates).Assembly);

    public static AggregateFunction Find(string name, bool retracts = false, string? parameter = null) =>
        Registry.Aggregates(name).First(f => f.Retracts == retracts && (parameter is null || f.Signature.Parameters[0] == parameter));
}

[AggregateFunction("test_count() -> bigint", NeverNull = true)]
[AggregateFunction("test_count() -> bigint", NeverNull = true, Retracts = true)]
public struct TestCount
{
    private long _count;

    public void Add() => _count++;

    public void Retract() => _count--;

    public void Merge(in TestCount other) => _count += other._count;

    public readonly bool Result(out long value)
    {
        value = _count;
        return true;
    }
}

[AggregateFunction("test_sum(bigint) -> bigint")]
[AggregateFunction("test_sum(bigint) -> bigint", Retracts = true)]
public struct TestSum
{
    private long _sum;
    private long _count;

    public void Add(long value)
    {
        _sum += value;
        _count++;
    }

    public void Retract(long value)
    {
        _sum -= value;
        _count--;
    }

    public void Merge(in TestSum other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly bool Result(out long value)
    {
        value = _sum;
        return _count != 0;
    }
}

[AggregateFunction("test_max(bigint) -> bigint")]
public struct TestMax
{
    private long _max;
    private bool _any;

    public void Add(long value)
    {
        if (!_any || value > _max)
        {
            _max = value;
            _any = true;
        }
    }

    public void Merge(in TestMax other)
    {
        if (other._any)
        {
            Add(other._max);
        }
    }

    public readonly bool Result(out long value)
    {
        value = _max;
        return _any;
    }
}
