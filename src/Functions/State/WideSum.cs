using FlinkSql.Columnar.State;

namespace FlinkSql.Functions.State;

/// <summary>
/// A fixed-point number wide enough for every sum of doubles, in digits of 32 bits (Kulisch's accumulator), and the
/// counts of the values that are not finite.
/// </summary>
internal sealed class WideSum
{
    /// <summary>The weight of the lowest digit is 2 to this power; below the least double.</summary>
    private const int LowestExponent = -1_088;

    private const int DigitCount = 70;
    private const int DigitBits = 32;

    /// <summary>Additions before carries have to be moved on; each adds less than 2^32 to a digit of 63 bits.</summary>
    private const int MaxPending = 1 << 30;

    private readonly long[] _digits = new long[DigitCount];
    private int _pending;
    private long _nans;
    private long _positiveInfinities;
    private long _negativeInfinities;

    public WideSum()
    {
    }

    public WideSum(ref StateReader reader)
    {
        _nans = reader.Read<long>();
        _positiveInfinities = reader.Read<long>();
        _negativeInfinities = reader.Read<long>();
        for (int digit = 0; digit < DigitCount; digit++)
        {
            _digits[digit] = reader.Read<long>();
        }
    }

    public double Value
    {
        get
        {
            if (_nans != 0 || (_positiveInfinities != 0 && _negativeInfinities != 0))
            {
                return double.NaN;
            }

            return _positiveInfinities != 0 ? double.PositiveInfinity
                : _negativeInfinities != 0 ? double.NegativeInfinity
                : FiniteValue();
        }
    }

    public void Add(double value, int times)
    {
        if (!double.IsFinite(value))
        {
            ref long count = ref double.IsNaN(value) ? ref _nans
                : ref value > 0 ? ref _positiveInfinities
                : ref _negativeInfinities;
            count += times;
            return;
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        ulong mantissa = (ulong)bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1UL << 52;
        }

        int position = exponent - 1_075 - LowestExponent;
        UInt128 shifted = (UInt128)mantissa << (position % DigitBits);
        int digit = position / DigitBits;
        long sign = bits < 0 != times < 0 ? -1 : 1;
        _digits[digit] += sign * (uint)shifted;
        _digits[digit + 1] += sign * (uint)(shifted >> 32);
        _digits[digit + 2] += sign * (uint)(shifted >> 64);
        if (++_pending == MaxPending)
        {
            MoveCarries(_digits);
            _pending = 0;
        }
    }

    public void Add(WideSum other)
    {
        MoveCarries(_digits);
        MoveCarries(other._digits);
        for (int digit = 0; digit < DigitCount; digit++)
        {
            _digits[digit] += other._digits[digit];
        }

        _pending = 2;
        _nans += other._nans;
        _positiveInfinities += other._positiveInfinities;
        _negativeInfinities += other._negativeInfinities;
    }

    public void Save(StateWriter writer)
    {
        MoveCarries(_digits);
        _pending = 0;
        writer.Write(_nans);
        writer.Write(_positiveInfinities);
        writer.Write(_negativeInfinities);
        foreach (long digit in _digits)
        {
            writer.Write(digit);
        }
    }

    private double FiniteValue()
    {
        Span<long> digits = stackalloc long[DigitCount];
        _digits.CopyTo(digits);
        MoveCarries(digits);
        bool negative = digits[^1] < 0;
        if (negative)
        {
            foreach (ref long digit in digits)
            {
                digit = -digit;
            }

            MoveCarries(digits);
        }

        int top = digits.Length - 1;
        while (top > 3 && digits[top] == 0)
        {
            top--;
        }

        UInt128 leading = 0;
        for (int digit = top; digit > top - 4; digit--)
        {
            leading = (leading << DigitBits) | (uint)digits[digit];
        }

        // One bit stands for all that is cut off: it decides ties and nothing else.
        bool rest = digits[..(top - 3)].ContainsAnyExcept(0);
        double magnitude = Math.ScaleB((double)(leading | (rest ? 1u : 0u)), (top - 3) * DigitBits + LowestExponent);
        return negative ? -magnitude : magnitude;
    }

    /// <summary>Leaves 32 bits in every digit but the last, which has the sign.</summary>
    private static void MoveCarries(Span<long> digits)
    {
        long carry = 0;
        for (int digit = 0; digit < digits.Length - 1; digit++)
        {
            long value = digits[digit] + carry;
            carry = value >> DigitBits;
            digits[digit] = (uint)value;
        }

        digits[^1] += carry;
    }
}
