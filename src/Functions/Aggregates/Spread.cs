using System.Numerics;
using FlinkSql.Functions.State;

namespace FlinkSql.Functions.Aggregates;

/// <summary>A measure of spread as a number of the argument's type; an integer result drops the fraction.</summary>
public struct Spread<T, TSpread>
    where T : unmanaged, INumber<T>
    where TSpread : struct, ISpread
{
    private Moments _moments;

    public void Add(T value) => _moments.Add(double.CreateTruncating(value));

    public void Retract(T value) => _moments.Remove(double.CreateTruncating(value));

    public void Merge(in Spread<T, TSpread> other) => _moments.Merge(other._moments);

    public readonly bool Result(out T value)
    {
        bool any = TSpread.Of(_moments, out double spread);
        value = T.CreateSaturating(spread);
        return any;
    }
}
