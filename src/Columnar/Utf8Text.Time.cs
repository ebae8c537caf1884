namespace FlinkSql.Columnar;

/// <content>Dates, times, timestamps and intervals.</content>
public static partial class Utf8Text
{
    private const long MillisPerDay = 86_400_000;

    /// <summary>DATE: <c>yyyy-MM-dd</c>, with more digits after the year 9999 and a sign before the year 0.</summary>
    public static int WriteDate(Span<byte> to, long days)
    {
        CivilDate.FromDays(days, out int year, out int month, out int day);
        int at = 0;
        if (year is >= 0 and <= 9999)
        {
            WriteTwo(to, 0, year / 100);
            WriteTwo(to, 2, year % 100);
            at = 4;
        }
        else
        {
            if (year < 0)
            {
                to[at++] = (byte)'-';
            }

            Span<byte> digits = stackalloc byte[12];
            int first = WriteDigits(digits, digits.Length, (ulong)Math.Abs((long)year), 4);
            digits[first..].CopyTo(to[at..]);
            at += digits.Length - first;
        }

        to[at] = (byte)'-';
        WriteTwo(to, at + 1, month);
        to[at + 3] = (byte)'-';
        WriteTwo(to, at + 4, day);
        return at + 6;
    }

    /// <summary>TIME(p): <c>HH:mm:ss</c> and p digits of a fraction; the value is in the unit of the precision.</summary>
    public static int WriteTime(Span<byte> to, long value, int precision)
    {
        long seconds = TimeUnits.FloorDivide(value, TimeUnits.PerSecond(precision), out long fraction);
        TimeUnits.FloorDivide(seconds, TimeUnits.SecondsPerDay, out long secondOfDay);
        int at = WriteClock(to, (int)secondOfDay);
        return at + WriteFraction(to[at..], fraction, precision);
    }

    /// <summary>TIMESTAMP(p): <c>yyyy-MM-dd HH:mm:ss</c> and p digits of a fraction.</summary>
    public static int WriteTimestamp(Span<byte> to, long value, int precision)
    {
        long seconds = TimeUnits.FloorDivide(value, TimeUnits.PerSecond(precision), out long fraction);
        return WriteTimestamp(to, seconds, fraction, precision);
    }

    /// <summary>TIMESTAMP_LTZ(p) as the local time of a zone.</summary>
    public static int WriteTimestampLtz(Span<byte> to, long value, int precision, TimeZoneInfo zone)
    {
        long seconds = TimeUnits.FloorDivide(value, TimeUnits.PerSecond(precision), out long fraction);
        return WriteTimestamp(to, seconds + ZonedTime.OffsetSeconds(seconds, zone), fraction, precision);
    }

    /// <summary>INTERVAL DAY TO SECOND: sign, days, and the time with milliseconds: <c>+19 12:10:10.123</c>.</summary>
    public static int WriteDayTimeInterval(Span<byte> to, long millis)
    {
        to[0] = (byte)(millis < 0 ? '-' : '+');
        ulong magnitude = millis < 0 ? 0 - (ulong)millis : (ulong)millis;
        ulong days = magnitude / MillisPerDay;
        long rest = (long)(magnitude - days * MillisPerDay);
        int at = 1 + WriteInt64(to[1..], (long)days);
        to[at++] = (byte)' ';
        at += WriteClock(to[at..], (int)(rest / 1_000));
        return at + WriteFraction(to[at..], rest % 1_000, 3);
    }

    /// <summary>INTERVAL YEAR TO MONTH: sign, years and months: <c>+2-06</c>.</summary>
    public static int WriteYearMonthInterval(Span<byte> to, int months)
    {
        to[0] = (byte)(months < 0 ? '-' : '+');
        long magnitude = Math.Abs((long)months);
        int at = 1 + WriteInt64(to[1..], magnitude / 12);
        to[at] = (byte)'-';
        WriteTwo(to, at + 1, (int)(magnitude % 12));
        return at + 3;
    }

    private static int WriteTimestamp(Span<byte> to, long seconds, long fraction, int precision)
    {
        long days = TimeUnits.FloorDivide(seconds, TimeUnits.SecondsPerDay, out long secondOfDay);
        int at = WriteDate(to, days);
        to[at++] = (byte)' ';
        at += WriteClock(to[at..], (int)secondOfDay);
        return at + WriteFraction(to[at..], fraction, precision);
    }

    private static int WriteClock(Span<byte> to, int secondOfDay)
    {
        int minutes = secondOfDay / 60;
        WriteTwo(to, 0, minutes / 60);
        to[2] = (byte)':';
        WriteTwo(to, 3, minutes % 60);
        to[5] = (byte)':';
        WriteTwo(to, 6, secondOfDay % 60);
        return 8;
    }

    private static int WriteFraction(Span<byte> to, long fraction, int precision)
    {
        if (precision == 0)
        {
            return 0;
        }

        to[0] = (byte)'.';
        fraction /= PowersOfTen.Of64[TimeUnits.Digits(precision) - precision];
        for (int at = precision; at > 0; at--)
        {
            long rest = fraction / 10;
            to[at] = (byte)('0' + (fraction - rest * 10));
            fraction = rest;
        }

        return precision + 1;
    }

    private static void WriteTwo(Span<byte> to, int at, int value)
    {
        int tens = value / 10;
        to[at] = (byte)('0' + tens);
        to[at + 1] = (byte)('0' + (value - tens * 10));
    }
}
