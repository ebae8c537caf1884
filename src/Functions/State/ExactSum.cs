using System.Runtime.CompilerServices;
using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>
/// A sum of doubles without rounding until it is read, so that taking values back leaves what adding the others alone
/// would have given, even after 1e308, infinities and NaN. Two doubles hold the sum as long as they can; then
/// <see cref="WideSum"/> takes over.
/// </summary>
public struct ExactSum : ISavedState
{
    private double _high;
    private double _low;
    private WideSum? _wide;

    /// <summary>The sum, rounded once.</summary>
    public readonly double Value => _wide is null ? _high + _low : _wide.Value;

    public void Add(double value)
    {
        // Knuth's error-free addition, twice; a NaN, an infinity or a lost bit shows as a last error that is not 0.
        double high = _high + value;
        double part = high - _high;
        double error = _high - (high - part) + (value - part);
        double low = _low + error;
        part = low - _low;
        double lost = _low - (low - part) + (error - part);
        if (lost == 0 && _wide is null)
        {
            _high = high;
            _low = low;
            return;
        }

        AddWide(value, 1);
    }

    public void Remove(double value)
    {
        if (_wide is null && double.IsFinite(value))
        {
            Add(-value);
            return;
        }

        AddWide(value, -1);
    }

    public void Merge(in ExactSum other)
    {
        if (other._wide is null)
        {
            Add(other._high);
            Add(other._low);
            return;
        }

        Widen().Add(other._wide);
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(_wide is not null);
        writer.Write(_high);
        writer.Write(_low);
        _wide?.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        bool isWide = reader.Read<bool>();
        _high = reader.Read<double>();
        _low = reader.Read<double>();
        _wide = isWide ? new WideSum(ref reader) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddWide(double value, int times) => Widen().Add(value, times);

    private WideSum Widen()
    {
        if (_wide is null)
        {
            _wide = new WideSum();
            _wide.Add(_high, 1);
            _wide.Add(_low, 1);
        }

        return _wide;
    }
}
