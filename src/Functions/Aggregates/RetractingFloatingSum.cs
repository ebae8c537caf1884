using System.Numerics;
using FlinkSql.Columnar.State;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A sum of FLOAT or DOUBLE that rows can be taken back from without a trace.</summary>
public struct RetractingFloatingSum<T> : ISavedState
    where T : unmanaged, IFloatingPoint<T>
{
    private ExactSum _sum;
    private long _count;

    public void Add(T value)
    {
        _sum.Add(double.CreateTruncating(value));
        _count++;
    }

    public void Retract(T value)
    {
        _sum.Remove(double.CreateTruncating(value));
        _count--;
    }

    public void Merge(in RetractingFloatingSum<T> other)
    {
        _sum.Merge(other._sum);
        _count += other._count;
    }

    public readonly bool Result(out T value)
    {
        value = T.CreateTruncating(_sum.Value);
        return _count > 0;
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_count);
        _sum.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        _count = reader.Read<long>();
        _sum.Load(ref reader);
    }
}
