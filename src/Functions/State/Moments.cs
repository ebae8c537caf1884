namespace FlinkSql.Functions.State;

/// <summary>
/// Count, mean and sum of squared distances from the mean (Welford's method), from which the variances are read. Rows
/// can be taken back and states merged.
/// </summary>
public struct Moments
{
    private long _notFinite;
    private double _mean;
    private double _squares;

    /// <summary>How many values there are.</summary>
    public long Count { readonly get; private set; }

    /// <summary>The sum of squared distances from the mean.</summary>
    public readonly double Squares => _notFinite != 0 ? double.NaN : Math.Max(_squares, 0);

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            _notFinite++;
            Count++;
            return;
        }

        Count++;
        double distance = value - _mean;
        _mean += distance / (Count - _notFinite);
        _squares += distance * (value - _mean);
    }

    public void Remove(double value)
    {
        Count--;
        if (!double.IsFinite(value))
        {
            _notFinite--;
            return;
        }

        long rest = Count - _notFinite;
        if (rest <= 0)
        {
            _mean = 0;
            _squares = 0;
            return;
        }

        double distance = value - _mean;
        _mean -= distance / rest;
        _squares = rest == 1 ? 0 : _squares - distance * (value - _mean);
    }

    public void Merge(in Moments other)
    {
        long own = Count - _notFinite, others = other.Count - other._notFinite;
        Count += other.Count;
        _notFinite += other._notFinite;
        if (others == 0)
        {
            return;
        }

        double distance = other._mean - _mean;
        double total = own + others;
        _mean += distance * (others / total);
        _squares += other._squares + distance * distance * (own * (others / total));
    }
}
