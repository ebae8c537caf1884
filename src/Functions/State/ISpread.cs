namespace FlinkSql.Functions.State;

/// <summary>Which measure of spread is read from <see cref="Moments"/>; false is NULL.</summary>
public interface ISpread
{
    static abstract bool Of(in Moments moments, out double value);
}

/// <summary>Variance of a whole population.</summary>
public readonly struct PopulationVariance : ISpread
{
    public static bool Of(in Moments moments, out double value)
    {
        value = moments.Squares / moments.Count;
        return moments.Count > 0;
    }
}

/// <summary>Variance of a sample: NULL for a single value.</summary>
public readonly struct SampleVariance : ISpread
{
    public static bool Of(in Moments moments, out double value)
    {
        value = moments.Squares / (moments.Count - 1);
        return moments.Count > 1;
    }
}

/// <summary>The square root of another measure.</summary>
public readonly struct Deviation<TVariance> : ISpread
    where TVariance : struct, ISpread
{
    public static bool Of(in Moments moments, out double value)
    {
        bool any = TVariance.Of(moments, out double variance);
        value = Math.Sqrt(variance);
        return any;
    }
}
