using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A measure of spread of DECIMAL(p, s) as DECIMAL(38, max(s, 6)), worked out in DOUBLE.</summary>
public struct DecimalSpread<TSpread>
    where TSpread : struct, ISpread
{
    private Moments _moments;
    private int _scale;

    public void Add(SqlDecimal value)
    {
        _scale = value.Scale;
        _moments.Add(DecimalCasts.ToDouble(value));
    }

    public void Retract(SqlDecimal value) => _moments.Remove(DecimalCasts.ToDouble(value));

    public void Merge(in DecimalSpread<TSpread> other)
    {
        _scale = Math.Max(_scale, other._scale);
        _moments.Merge(other._moments);
    }

    public readonly bool Result(out SqlDecimal value)
    {
        value = default;
        return TSpread.Of(_moments, out double spread)
            && DecimalCasts.TryDecimal(
                spread, DataTypes.Double, DecimalTypes.Average(new DecimalType(DecimalType.MaxPrecision, _scale)), out value);
    }
}
