using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Aggregates;

/// <summary>$SUM0: the sum that is 0, not NULL, where nothing was added. Counts are put together with it.</summary>
[AggregateFunction("$sum0(bigint) -> bigint", Retracts = true, NeverNull = true)]
public struct SumOrZero
{
    private long _sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value) => _sum += value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract(long value) => _sum -= value;

    public void Merge(in SumOrZero other) => _sum += other._sum;

    public readonly bool Result(out long value)
    {
        value = _sum;
        return true;
    }
}

/// <summary>$SUM0 of DOUBLE.</summary>
[AggregateFunction("$sum0(double) -> double", NeverNull = true)]
public struct FloatingSumOrZero
{
    private double _sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value) => _sum += value;

    public void Merge(in FloatingSumOrZero other) => _sum += other._sum;

    public readonly bool Result(out double value)
    {
        value = _sum;
        return true;
    }
}

/// <summary>$SUM0 of DECIMAL.</summary>
[AggregateFunction("$sum0(decimal) -> infer", Retracts = true, NeverNull = true)]
public struct DecimalSumOrZero
{
    private DecimalSum _sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(SqlDecimal value) => _sum.Add(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract(SqlDecimal value) => _sum.Retract(value);

    public void Merge(in DecimalSumOrZero other) => _sum.Merge(other._sum);

    public readonly bool Result(out SqlDecimal value)
    {
        _sum.Result(out value);
        return true;
    }

    public static DataType InferResult(ReadOnlySpan<DataType> arguments) => DecimalTypes.Sum((DecimalType)arguments[0]);
}
