using FlinkSql.Columnar;

namespace FlinkSql.Linq.Rows;

/// <summary>.NET values as columns store them.</summary>
internal static class StoredValues
{
    public const int EpochDay = 719_162;

    public static long Timestamp(DateTime time) => Milliseconds(time.Ticks - DateTime.UnixEpoch.Ticks);

    public static long Instant(DateTimeOffset time) => Milliseconds(time.UtcTicks - DateTime.UnixEpoch.Ticks);

    public static long Interval(TimeSpan length) => Milliseconds(length.Ticks);

    public static int Days(DateOnly date) => date.DayNumber - EpochDay;

    public static int TimeOfDay(TimeOnly time) => (int)(time.Ticks / TimeSpan.TicksPerMillisecond);

    public static void AppendBytes(BytesBuilder builder, byte[] value) => builder.Append(value.AsSpan());

    public static long SmallDecimal(decimal value, DataType type) => (long)LargeDecimal(value, type);

    /// <summary>The digits of the value at the scale of the type, rounded half away from zero.</summary>
    public static Int128 LargeDecimal(decimal value, DataType type)
    {
        var (precision, scale, _) = (DecimalType)type;
        decimal rounded = value.Scale > scale ? decimal.Round(value, scale, MidpointRounding.AwayFromZero) : value;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(rounded, bits);
        var digits = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        for (int missing = scale - rounded.Scale; missing > 0; missing--)
        {
            digits = digits > Int128.MaxValue / 10 ? throw LinqErrors.DecimalTooLarge(value, type) : digits * 10;
        }

        return digits >= Limit(precision)
            ? throw LinqErrors.DecimalTooLarge(value, type)
            : rounded < 0 ? -digits : digits;
    }

    private static Int128 Limit(int precision)
    {
        Int128 limit = 1;
        for (int digit = 0; digit < precision; digit++)
        {
            limit *= 10;
        }

        return limit;
    }

    // Down, before 1970 too.
    private static long Milliseconds(long ticks) => TimeUnits.FloorDivide(ticks, TimeSpan.TicksPerMillisecond, out _);
}
