using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Aggregates;

/// <summary>The latest value of rows that are never taken back.</summary>
public struct Last<T>
    where T : unmanaged
{
    private T _value;
    private bool _any;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T value)
    {
        _value = value;
        _any = true;
    }

    /// <summary>The other state's rows came later.</summary>
    public void Merge(in Last<T> other)
    {
        if (other._any)
        {
            Add(other._value);
        }
    }

    public readonly bool Result(out T value)
    {
        value = _value;
        return _any;
    }
}
