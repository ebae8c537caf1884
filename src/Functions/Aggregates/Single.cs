using System.Diagnostics.CodeAnalysis;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The value of the only row of a scalar subquery.</summary>
public struct Single<T>
    where T : unmanaged
{
    private T _value;
    private long _count;

    public void Add(T value)
    {
        _value = value;
        _count++;
    }

    public void Retract(T value) => _count--;

    public void Merge(in Single<T> other)
    {
        if (other._count > 0)
        {
            _value = other._value;
        }

        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        if (_count > 1)
        {
            ThrowSeveral();
        }

        value = _value;
        return _count == 1;
    }

    [DoesNotReturn]
    internal static void ThrowSeveral() =>
        throw new QueryException("FLS6005", "a subquery that stands for one value has several rows", "add LIMIT 1, or aggregate");
}
