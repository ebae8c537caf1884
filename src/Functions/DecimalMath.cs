using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>
/// DECIMAL arithmetic over unscaled integers. Every operation rounds half up to the scale asked for and answers false
/// where the result has more digits than the precision: NULL in SQL.
/// </summary>
public static partial class DecimalMath
{
    public static bool TryAdd(
        Int128 left, int leftScale, Int128 right, int rightScale, int precision, int scale, out Int128 result)
    {
        if (leftScale == rightScale && leftScale == scale)
        {
            // Two values of 38 digits cannot overflow 128 bits into a plausible third.
            result = unchecked(left + right);
            return IsWithin(result, precision);
        }

        int common = Math.Max(leftScale, rightScale);
        return TryScaleUp(left, common - leftScale, out Int128 alignedLeft)
            && TryScaleUp(right, common - rightScale, out Int128 alignedRight)
            && IsWithin(result = unchecked(alignedLeft + alignedRight), DecimalType.MaxPrecision)
            ? TryRescale(result, common, precision, scale, out result)
            : TryAddHuge(left, common - leftScale, right, common - rightScale, common - scale, precision, out result);
    }

    public static bool TrySubtract(
        Int128 left, int leftScale, Int128 right, int rightScale, int precision, int scale, out Int128 result) =>
        TryAdd(left, leftScale, -right, rightScale, precision, scale, out result);

    public static bool TryMultiply(
        Int128 left, int leftScale, Int128 right, int rightScale, int precision, int scale, out Int128 result)
    {
        if (IsLong(left) && IsLong(right))
        {
            return TryRescale(Math.BigMul((long)left, (long)right), leftScale + rightScale, precision, scale, out result);
        }

        WideInteger product = WideInteger.Multiply(Magnitude(left), Magnitude(right));
        bool negative = left < 0 != right < 0;
        return TryShift(product, leftScale + rightScale - scale, negative, precision, out result);
    }

    /// <summary>Divides.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryDivide(
        Int128 left, int leftScale, Int128 right, int rightScale, int precision, int scale, out Int128 result)
    {
        if (right == 0)
        {
            Division.ThrowZero();
        }

        result = 0;
        int shift = scale + rightScale - leftScale;
        UInt128 dividend = Magnitude(left), divisor = Magnitude(right);
        if (shift < 0)
        {
            // The divisor takes the factor; one too large for 128 bits exceeds twice any dividend.
            WideInteger scaled = -shift > DecimalType.MaxPrecision
                ? new WideInteger(1, 0)
                : WideInteger.Multiply(divisor, Power(-shift));
            if (scaled.High != 0)
            {
                return true;
            }

            divisor = scaled.Low;
            shift = 0;
        }

        if (shift > DecimalType.MaxPrecision)
        {
            return TryDivideHuge(left, right, shift, precision, out result);
        }

        WideInteger numerator = WideInteger.Multiply(dividend, Power(shift));
        return numerator.TryDivide(divisor, out UInt128 quotient, out UInt128 remainder)
            && TrySign(RoundHalfUp(quotient, remainder, divisor), left < 0 != right < 0, precision, out result);
    }

    /// <summary>The remainder of the truncating division, with the sign of the dividend.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryModulo(
        Int128 left, int leftScale, Int128 right, int rightScale, int precision, int scale, out Int128 result)
    {
        if (right == 0)
        {
            Division.ThrowZero();
        }

        int common = Math.Max(leftScale, rightScale);
        WideInteger dividend = WideInteger.Multiply(Magnitude(left), Power(common - leftScale));
        WideInteger divisor = WideInteger.Multiply(Magnitude(right), Power(common - rightScale));
        UInt128 remainder;
        if (divisor.High != 0)
        {
            // A divisor beyond 128 bits with the dividend at hand in the finer scale: the dividend is smaller.
            remainder = dividend.Low;
        }
        else
        {
            dividend = new WideInteger(dividend.High % divisor.Low, dividend.Low);
            dividend.TryDivide(divisor.Low, out _, out remainder);
        }

        result = 0;
        return remainder <= (UInt128)Int128.MaxValue
            && TryRescale(left < 0 ? -(Int128)remainder : (Int128)remainder, common, precision, scale, out result);
    }

    /// <summary>Brings a value to another scale, rounding half up.</summary>
    public static bool TryRescale(Int128 value, int scale, int toPrecision, int toScale, out Int128 result)
    {
        int shift = toScale - scale;
        if (shift >= 0)
        {
            return TryScaleUp(value, shift, out result) && IsWithin(result, toPrecision);
        }

        result = ScaleDown(value, -shift);
        return IsWithin(result, toPrecision);
    }

    /// <summary>Compares by value, whatever the scales.</summary>
    public static int Compare(Int128 left, int leftScale, Int128 right, int rightScale)
    {
        if (leftScale == rightScale)
        {
            return left.CompareTo(right);
        }

        // Whole parts first: aligning could overflow, aligning the fractions cannot.
        (Int128 leftWhole, Int128 leftPart) = Int128.DivRem(left, (Int128)Power(leftScale));
        (Int128 rightWhole, Int128 rightPart) = Int128.DivRem(right, (Int128)Power(rightScale));
        int order = leftWhole.CompareTo(rightWhole);
        int common = Math.Max(leftScale, rightScale);
        return order != 0
            ? order
            : (leftPart * (Int128)Power(common - leftScale)).CompareTo(rightPart * (Int128)Power(common - rightScale));
    }

    /// <summary>Rounds half up to that many digits after the point, or before it where negative; the scale stays.</summary>
    public static Int128 Round(Int128 value, int scale, int digits)
    {
        int drop = scale - digits;
        return drop <= 0 ? value
            : drop > DecimalType.MaxPrecision ? 0
            : ScaleDown(value, drop) * (Int128)Power(drop);
    }

    /// <summary>Cuts to that many digits after the point, or before it where negative; the scale stays.</summary>
    public static Int128 Truncate(Int128 value, int scale, int digits)
    {
        int drop = scale - digits;
        return drop <= 0 ? value
            : drop > DecimalType.MaxPrecision ? 0
            : value - value % (Int128)Power(drop);
    }

    /// <summary>Whether the value has at most that many digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithin(Int128 value, int precision)
    {
        Int128 limit = PowersOfTen.Of128[precision];
        return value < limit && value > -limit;
    }

    internal static UInt128 Magnitude(Int128 value) => value < 0 ? UInt128.Zero - (UInt128)value : (UInt128)value;

    internal static UInt128 Power(int exponent) => (UInt128)PowersOfTen.Of128[exponent];

    private static bool IsLong(Int128 value) => value >= long.MinValue && value <= long.MaxValue;
}
