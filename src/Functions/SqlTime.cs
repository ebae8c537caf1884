using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Functions;

/// <summary>TIME values: nanoseconds of the day in functions, the unit of the precision in columns.</summary>
public static class SqlTime
{
    public const long NanosPerDay = 86_400_000_000_000;
    public const long NanosPerMillisecond = 1_000_000;

    /// <summary>The nanoseconds of a value of a column of TIME(precision).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long FromUnits(long units, int precision) =>
        units * (precision <= 3 ? NanosPerMillisecond : precision <= 6 ? 1_000 : 1);

    /// <summary>The value as a column of TIME(precision) stores it; finer digits are cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToUnits(long nanos, int precision) =>
        nanos / (precision <= 3 ? NanosPerMillisecond : precision <= 6 ? 1_000 : 1);

    /// <summary>The value with the digits beyond the precision cut off.</summary>
    public static long Cut(long nanos, int precision) => nanos - nanos % PowersOfTen.Of64[9 - Math.Min(precision, 9)];

    /// <summary>Any number of nanoseconds as a time of the day: 24:30 is 00:30.</summary>
    public static long Wrap(long nanos)
    {
        TimeUnits.FloorDivide(nanos, NanosPerDay, out long rest);
        return rest;
    }
}
