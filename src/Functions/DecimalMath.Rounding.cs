using System.Numerics;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <content>Scaling and rounding.</content>
public static partial class DecimalMath
{
    private static bool TryScaleUp(Int128 value, int digits, out Int128 result)
    {
        if (digits == 0 || value == 0)
        {
            result = value;
            return true;
        }

        result = 0;
        if (digits > DecimalType.MaxPrecision)
        {
            return false;
        }

        // The factor fits where the value is below 10^(38 - digits); a value beyond it has more than 38 digits after.
        if (!IsWithin(value, DecimalType.MaxPrecision - digits))
        {
            return false;
        }

        result = value * PowersOfTen.Of128[digits];
        return true;
    }

    private static Int128 ScaleDown(Int128 value, int digits)
    {
        if (digits > DecimalType.MaxPrecision)
        {
            return 0;
        }

        if (digits <= DecimalType.MaxCompactPrecision && IsLong(value))
        {
            return ScaleDown((long)value, digits);
        }

        UInt128 divisor = Power(digits);
        (UInt128 quotient, UInt128 remainder) = UInt128.DivRem(Magnitude(value), divisor);
        UInt128 rounded = RoundHalfUp(quotient, remainder, divisor);
        return value < 0 ? -(Int128)rounded : (Int128)rounded;
    }

    private static long ScaleDown(long value, int digits)
    {
        long divisor = PowersOfTen.Of64[digits];
        long quotient = value / divisor;
        long remainder = value - quotient * divisor;
        long half = divisor >> 1;
        return remainder >= half && divisor > 1 ? quotient + 1 : remainder <= -half && divisor > 1 ? quotient - 1 : quotient;
    }

    private static UInt128 RoundHalfUp(UInt128 quotient, UInt128 remainder, UInt128 divisor) =>
        remainder >= divisor - remainder ? quotient + 1 : quotient;

    /// <summary>Divides by a power of ten, or multiplies where the number of digits is negative.</summary>
    private static bool TryShift(WideInteger value, int digits, bool negative, int precision, out Int128 result)
    {
        result = 0;
        if (digits <= 0)
        {
            return value.High == 0
                && TrySign(value.Low, negative, DecimalType.MaxPrecision, out result)
                && TryScaleUp(result, -digits, out result)
                && IsWithin(result, precision);
        }

        UInt128 quotient;
        UInt128 remainder;
        if (digits > DecimalType.MaxPrecision)
        {
            // In two steps; what the first one cuts cannot turn less than a half into a half.
            if (!value.TryDivide(Power(DecimalType.MaxPrecision), out quotient, out remainder))
            {
                return false;
            }

            UInt128 divisor = Power(digits - DecimalType.MaxPrecision);
            (quotient, UInt128 rest) = UInt128.DivRem(quotient, divisor);
            return TrySign(rest >= divisor - rest ? quotient + 1 : quotient, negative, precision, out result);
        }

        return value.TryDivide(Power(digits), out quotient, out remainder)
            && TrySign(RoundHalfUp(quotient, remainder, Power(digits)), negative, precision, out result);
    }

    private static bool TrySign(UInt128 magnitude, bool negative, int precision, out Int128 result)
    {
        if (magnitude >= Power(precision))
        {
            result = 0;
            return false;
        }

        result = negative ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    /// <summary>A sum whose addends have more than 38 digits once aligned.</summary>
    private static bool TryAddHuge(
        Int128 left, int leftShift, Int128 right, int rightShift, int drop, int precision, out Int128 result)
    {
        BigInteger sum = left * BigInteger.Pow(10, leftShift) + right * BigInteger.Pow(10, rightShift);
        BigInteger magnitude = BigInteger.Abs(sum) * BigInteger.Pow(10, Math.Max(-drop, 0));
        var divisor = BigInteger.Pow(10, Math.Max(drop, 0));
        var quotient = BigInteger.DivRem(magnitude, divisor, out BigInteger remainder);
        return TryNarrow(quotient, remainder, divisor, sum.Sign < 0, precision, out result);
    }

    /// <summary>A quotient of values whose scales are further apart than 38 digits: no type of SQL asks for it.</summary>
    private static bool TryDivideHuge(Int128 left, Int128 right, int shift, int precision, out Int128 result)
    {
        BigInteger numerator = BigInteger.Abs((BigInteger)left) * BigInteger.Pow(10, shift);
        BigInteger divisor = BigInteger.Abs((BigInteger)right);
        var quotient = BigInteger.DivRem(numerator, divisor, out BigInteger remainder);
        return TryNarrow(quotient, remainder, divisor, left < 0 != right < 0, precision, out result);
    }

    private static bool TryNarrow(
        BigInteger quotient, BigInteger remainder, BigInteger divisor, bool negative, int precision, out Int128 result)
    {
        if (remainder >= divisor - remainder)
        {
            quotient += 1;
        }

        result = 0;
        return quotient < (BigInteger)Power(precision) && TrySign((UInt128)quotient, negative, precision, out result);
    }
}
