using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Linq.Rows;

/// <summary>What columns store as .NET values.</summary>
internal static class LoadedValues
{
    private const int MostDecimalScale = 28;

    private static readonly Int128 s_mostDecimal = (Int128)decimal.MaxValue;

    public static bool IsNull(RecordBatch batch, int column, int row) => batch.Column(column).IsNull(row);

    public static T Fixed<T>(RecordBatch batch, int column, int row)
        where T : unmanaged => batch.Values<T>(column)[row];

    public static bool Boolean(RecordBatch batch, int column, int row) => batch.Booleans(column)[row];

    public static string Text(RecordBatch batch, int column, int row) => Encoding.UTF8.GetString(batch.Bytes(column)[row]);

    public static byte[] Bytes(RecordBatch batch, int column, int row) => batch.Bytes(column)[row].ToArray();

    public static DateOnly Date(int days) => DateOnly.FromDayNumber(days + StoredValues.EpochDay);

    public static TimeOnly TimeOfDay(long value, long unitsPerSecond) => new(value * (TimeSpan.TicksPerSecond / unitsPerSecond));

    public static TimeOnly NanoTimeOfDay(long value) => new(value / 100);

    public static DateTime Timestamp(long value, long unitsPerSecond) =>
        DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(Ticks(value, unitsPerSecond)), DateTimeKind.Unspecified);

    public static DateTimeOffset Instant(long value, long unitsPerSecond) =>
        new(DateTime.UnixEpoch.AddTicks(Ticks(value, unitsPerSecond)));

    public static TimeSpan Interval(long milliseconds) => new(milliseconds * TimeSpan.TicksPerMillisecond);

    /// <summary>The number without zeros at its end: 10.5 comes back as 10.5 from DECIMAL(28, 10).</summary>
    public static decimal Decimal(Int128 digits, int scale)
    {
        // .NET holds 28 digits behind the point and 96 bits in all: digits at the end give way.
        while (scale > MostDecimalScale || (scale > 0 && Int128.Abs(digits) > s_mostDecimal))
        {
            (digits, Int128 rest) = Int128.DivRem(digits, 10);
            digits += Int128.Abs(rest) >= 5 ? Int128.Sign(rest) : 0;
            scale--;
        }

        if (Int128.Abs(digits) > s_mostDecimal)
        {
            throw LinqErrors.DecimalUnreadable(digits.ToString());
        }

        return digits == (long)digits ? Shortest((long)digits, scale) : Made(digits, scale);
    }

    private static decimal Shortest(long digits, int scale)
    {
        for (; scale > 0 && digits % 10 == 0; scale--)
        {
            digits /= 10;
        }

        return Made(digits, scale);
    }

    private static decimal Made(Int128 digits, int scale)
    {
        var size = (UInt128)Int128.Abs(digits);
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), digits < 0, (byte)scale);
    }

    private static long Ticks(long value, long unitsPerSecond) => unitsPerSecond > TimeSpan.TicksPerSecond
        ? TimeUnits.FloorDivide(value, unitsPerSecond / TimeSpan.TicksPerSecond, out _)
        : value * (TimeSpan.TicksPerSecond / unitsPerSecond);
}
