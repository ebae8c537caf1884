namespace FlinkSql.Columnar;

/// <summary>The stored unit of TIME(p) and TIMESTAMP(p): milliseconds, microseconds or nanoseconds.</summary>
public static class TimeUnits
{
    public const int SecondsPerDay = 86_400;

    /// <summary>Stored units that make one second: 10^3 up to p = 3, 10^6 up to 6, 10^9 above.</summary>
    public static long PerSecond(int precision) => precision <= 3 ? 1_000 : precision <= 6 ? 1_000_000 : 1_000_000_000;

    /// <summary>Decimal digits of one second that the stored unit holds: 3, 6 or 9.</summary>
    public static int Digits(int precision) => precision <= 3 ? 3 : precision <= 6 ? 6 : 9;

    /// <summary>Splits a time into whole seconds, rounded down, and the rest, which is never negative.</summary>
    public static long FloorDivide(long value, long divisor, out long rest)
    {
        long quotient = value / divisor;
        rest = value - quotient * divisor;
        if (rest < 0)
        {
            quotient--;
            rest += divisor;
        }

        return quotient;
    }

    /// <summary>Seconds and a fraction as stored units; false if that does not fit 64 bits.</summary>
    public static bool TryCombine(long seconds, long fraction, long unitsPerSecond, out long value)
    {
        const long alwaysFits = 9_000_000_000;
        if (seconds is > -alwaysFits and < alwaysFits)
        {
            value = seconds * unitsPerSecond + fraction;
            return true;
        }

        Int128 wide = (Int128)seconds * unitsPerSecond + fraction;
        value = (long)wide;
        return wide == value;
    }
}
