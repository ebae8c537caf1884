using System.Numerics;

namespace FlinkSql.Columnar.Arrow;

/// <summary>Turns a value as Arrow stores it into the value stored here; false if it does not fit.</summary>
internal interface IConversion<TFrom, TTo>
{
    static abstract bool TryConvert(TFrom from, out TTo to);
}

/// <summary>A number into a wider one.</summary>
internal readonly struct Widen<TFrom, TTo> : IConversion<TFrom, TTo>
    where TFrom : INumberBase<TFrom>
    where TTo : INumberBase<TTo>
{
    public static bool TryConvert(TFrom from, out TTo to)
    {
        to = TTo.CreateTruncating(from);
        return true;
    }
}

/// <summary>A 128-bit decimal of at most 18 digits into 64 bits; also 64-bit offsets of less than 2 GiB into 32.</summary>
internal readonly struct Narrow<TFrom, TTo> : IConversion<TFrom, TTo>
    where TFrom : INumberBase<TFrom>
    where TTo : INumberBase<TTo>
{
    public static bool TryConvert(TFrom from, out TTo to)
    {
        to = TTo.CreateTruncating(from);
        return TFrom.CreateTruncating(to) == from;
    }
}

/// <summary>Seconds of a day into milliseconds.</summary>
internal readonly struct TimeSecondsToMillis : IConversion<int, int>
{
    public static bool TryConvert(int from, out int to)
    {
        to = unchecked(from * 1_000);
        return from is >= 0 and <= TimeUnits.SecondsPerDay;
    }
}

/// <summary>Seconds into milliseconds.</summary>
internal readonly struct SecondsToMillis : IConversion<long, long>
{
    public static bool TryConvert(long from, out long to)
    {
        to = unchecked(from * 1_000);
        return from is >= long.MinValue / 1_000 and <= long.MaxValue / 1_000;
    }
}

/// <summary>Microseconds into milliseconds, rounded down.</summary>
internal readonly struct MicrosToMillis : IConversion<long, long>
{
    public static bool TryConvert(long from, out long to)
    {
        to = TimeUnits.FloorDivide(from, 1_000, out _);
        return true;
    }
}

/// <summary>Nanoseconds into milliseconds, rounded down.</summary>
internal readonly struct NanosToMillis : IConversion<long, long>
{
    public static bool TryConvert(long from, out long to)
    {
        to = TimeUnits.FloorDivide(from, 1_000_000, out _);
        return true;
    }
}

/// <summary>Milliseconds since 1970 into days.</summary>
internal readonly struct MillisToDays : IConversion<long, int>
{
    public static bool TryConvert(long from, out int to)
    {
        long days = TimeUnits.FloorDivide(from, 86_400_000, out _);
        to = (int)days;
        return to == days;
    }
}

/// <summary>Days in the low and milliseconds in the high half into milliseconds.</summary>
internal readonly struct DayTimeToMillis : IConversion<long, long>
{
    public static bool TryConvert(long from, out long to)
    {
        to = (int)from * 86_400_000L + (int)(from >> 32);
        return true;
    }
}
