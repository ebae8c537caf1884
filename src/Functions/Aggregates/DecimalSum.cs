using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A sum of DECIMAL(p, s) as DECIMAL(38, s); a sum of more digits is an error.</summary>
public struct DecimalSum
{
    private Int128 _sum;
    private long _count;
    private int _scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(SqlDecimal value)
    {
        AddUnscaled(value.Unscaled);
        _scale = value.Scale;
        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retract(SqlDecimal value)
    {
        AddUnscaled(-value.Unscaled);
        _scale = value.Scale;
        _count--;
    }

    public void Merge(in DecimalSum other)
    {
        AddUnscaled(other._sum);
        _scale = Math.Max(_scale, other._scale);
        _count += other._count;
    }

    public readonly bool Result(out SqlDecimal value)
    {
        value = new SqlDecimal(_sum, DecimalType.MaxPrecision, _scale);
        return _count > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddUnscaled(Int128 value)
    {
        // Two values of 38 digits that leave 128 bits come back with the other sign and more than 38 digits.
        Int128 sum = unchecked(_sum + value);
        if (!DecimalMath.IsWithin(sum, DecimalType.MaxPrecision))
        {
            ThrowOverflow();
        }

        _sum = sum;
    }

    [DoesNotReturn]
    private static void ThrowOverflow() =>
        throw new QueryException(
            "FLS6004",
            "the sum of a DECIMAL column has more than 38 digits",
            "SUM(CAST(x AS DOUBLE)) has no such limit");
}
