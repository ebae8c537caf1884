namespace FlinkSql.Functions;

/// <summary>
/// An unsigned integer of 256 bits: what multiplying two DECIMALs of 38 digits may give before it is brought to the
/// scale of the result.
/// </summary>
internal readonly struct WideInteger(UInt128 high, UInt128 low)
{
    public UInt128 High { get; } = high;

    public UInt128 Low { get; } = low;

    public static WideInteger Multiply(UInt128 left, UInt128 right)
    {
        ulong leftLow = (ulong)left, leftHigh = (ulong)(left >> 64);
        ulong rightLow = (ulong)right, rightHigh = (ulong)(right >> 64);
        UInt128 low = Math.BigMul(leftLow, rightLow);
        UInt128 middle = (UInt128)Math.BigMul(leftHigh, rightLow) + (low >> 64);
        UInt128 other = (UInt128)Math.BigMul(leftLow, rightHigh) + (ulong)middle;
        UInt128 high = (UInt128)Math.BigMul(leftHigh, rightHigh) + (middle >> 64) + (other >> 64);
        return new WideInteger(high, (other << 64) | (ulong)low);
    }

    /// <summary>Divides; false if the quotient needs more than 128 bits.</summary>
    public bool TryDivide(UInt128 divisor, out UInt128 quotient, out UInt128 remainder)
    {
        if (High == 0)
        {
            (quotient, remainder) = UInt128.DivRem(Low, divisor);
            return true;
        }

        quotient = 0;
        remainder = 0;
        if (High >= divisor)
        {
            return false;
        }

        // One bit at a time: only values beyond 38 digits come here.
        remainder = High;
        for (int bit = 127; bit >= 0; bit--)
        {
            bool carry = remainder >> 127 != 0;
            remainder = (remainder << 1) | ((Low >> bit) & 1);
            quotient <<= 1;
            if (carry || remainder >= divisor)
            {
                remainder -= divisor;
                quotient |= 1;
            }
        }

        return true;
    }
}
