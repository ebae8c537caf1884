using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Aggregates;

/// <summary>An average of DECIMAL(p, s) as DECIMAL(38, max(s, 6)), rounded half up.</summary>
public struct DecimalAverage
{
    private const int LeastScale = 6;

    private DecimalSum _sum;
    private long _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(SqlDecimal value)
    {
        _sum.Add(value);
        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract(SqlDecimal value)
    {
        _sum.Retract(value);
        _count--;
    }

    public void Merge(in DecimalAverage other)
    {
        _sum.Merge(other._sum);
        _count += other._count;
    }

    public readonly bool Result(out SqlDecimal value)
    {
        value = default;
        if (_count <= 0)
        {
            return false;
        }

        _sum.Result(out SqlDecimal sum);
        int scale = Math.Max(sum.Scale, LeastScale);
        bool fits = DecimalMath.TryDivide(
            sum.Unscaled, sum.Scale, (Int128)_count, 0, DecimalType.MaxPrecision, scale, out Int128 average);
        value = new SqlDecimal(average, DecimalType.MaxPrecision, scale);
        return fits;
    }
}
