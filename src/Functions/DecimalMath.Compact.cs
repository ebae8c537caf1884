using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <content>Values of at most 18 digits, stored in 64 bits, and <see cref="SqlDecimal"/>.</content>
public static partial class DecimalMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(
        long left, int leftScale, long right, int rightScale, int precision, int scale, out long result)
    {
        if (leftScale == rightScale && leftScale == scale)
        {
            result = left + right;
            return IsWithin(result, precision);
        }

        return Narrow(TryAdd(left, leftScale, right, rightScale, precision, scale, out Int128 wide), wide, out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySubtract(
        long left, int leftScale, long right, int rightScale, int precision, int scale, out long result) =>
        TryAdd(left, leftScale, -right, rightScale, precision, scale, out result);

    public static bool TryMultiply(
        long left, int leftScale, long right, int rightScale, int precision, int scale, out long result)
    {
        Int128 product = Math.BigMul(left, right);
        return Narrow(TryRescale(product, leftScale + rightScale, precision, scale, out Int128 wide), wide, out result);
    }

    /// <summary>Divides.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryDivide(
        long left, int leftScale, long right, int rightScale, int precision, int scale, out long result) =>
        Narrow(TryDivide(left, leftScale, right, rightScale, precision, scale, out Int128 wide), wide, out result);

    /// <summary>The remainder, with the sign of the dividend.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryModulo(
        long left, int leftScale, long right, int rightScale, int precision, int scale, out long result)
    {
        if (leftScale == rightScale && leftScale == scale)
        {
            result = Modulo.Int64(left, right);
            return IsWithin(result, precision);
        }

        return Narrow(TryModulo(left, leftScale, right, rightScale, precision, scale, out Int128 wide), wide, out result);
    }

    public static bool TryRescale(long value, int scale, int toPrecision, int toScale, out long result)
    {
        int shift = toScale - scale;
        if (shift == 0)
        {
            result = value;
            return IsWithin(value, toPrecision);
        }

        if (shift < 0 && -shift <= DecimalType.MaxCompactPrecision)
        {
            result = ScaleDown(value, -shift);
            return IsWithin(result, toPrecision);
        }

        return Narrow(TryRescale(value, scale, toPrecision, toScale, out Int128 wide), wide, out result);
    }

    public static int Compare(long left, int leftScale, long right, int rightScale) =>
        leftScale == rightScale ? left.CompareTo(right) : Compare((Int128)left, leftScale, right, rightScale);

    /// <summary>Whether the value has at most that many digits; the precision is at most 18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithin(long value, int precision)
    {
        long limit = PowersOfTen.Of64[precision];
        return value < limit && value > -limit;
    }

    public static bool TryAdd(SqlDecimal left, SqlDecimal right, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TryAdd(left.Unscaled, left.Scale, right.Unscaled, right.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    public static bool TrySubtract(SqlDecimal left, SqlDecimal right, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TrySubtract(left.Unscaled, left.Scale, right.Unscaled, right.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    public static bool TryMultiply(SqlDecimal left, SqlDecimal right, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TryMultiply(left.Unscaled, left.Scale, right.Unscaled, right.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    /// <summary>Divides.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryDivide(SqlDecimal left, SqlDecimal right, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TryDivide(left.Unscaled, left.Scale, right.Unscaled, right.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    /// <summary>The remainder, with the sign of the dividend.</summary>
    /// <exception cref="QueryException">The divisor is zero.</exception>
    public static bool TryModulo(SqlDecimal left, SqlDecimal right, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TryModulo(left.Unscaled, left.Scale, right.Unscaled, right.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    public static bool TryRescale(SqlDecimal value, int precision, int scale, out SqlDecimal result) =>
        Wrap(
            TryRescale(value.Unscaled, value.Scale, precision, scale, out Int128 wide),
            wide, precision, scale, out result);

    private static bool Narrow(bool fits, Int128 wide, out long result)
    {
        result = (long)wide;
        return fits;
    }

    private static bool Wrap(bool fits, Int128 wide, int precision, int scale, out SqlDecimal result)
    {
        result = new SqlDecimal(wide, precision, scale);
        return fits;
    }
}
