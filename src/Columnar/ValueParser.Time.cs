namespace FlinkSql.Columnar;

/// <content>Dates, times, timestamps and intervals.</content>
public static partial class ValueParser
{
    /// <summary>
    /// DATE: <c>yyyy-M-d</c>; <c>yyyy-M</c> and <c>yyyy</c> are the first day of the month or year. A time behind a
    /// space is ignored.
    /// </summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int days)
    {
        text = Trim(text);
        if (text.Length == 10 && TimeCursor.TryReadFixedDate(text, out days))
        {
            return true;
        }

        int space = text.IndexOf((byte)' ');
        var cursor = new TimeCursor(space < 0 ? text : text[..space]);
        bool parsed = cursor.TryReadDate(allowShort: true, out long wide) && cursor.AtEnd;
        days = (int)wide;
        return parsed && days == wide;
    }

    /// <summary>TIME(p): <c>HH:mm[:ss[.fraction]]</c>, in the stored unit of the precision; more digits are cut.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, int precision, out long value)
    {
        var cursor = new TimeCursor(Trim(text));
        bool parsed = cursor.TryReadClock(allowNoSeconds: true, out int seconds, out int nanos) && cursor.AtEnd;
        value = seconds * TimeUnits.PerSecond(precision) + CutNanos(nanos, precision);
        return parsed;
    }

    /// <summary>
    /// TIMESTAMP(p): <c>yyyy-MM-dd[ HH:mm:ss[.fraction]]</c>, also with <c>T</c>; a date alone is its midnight. Digits
    /// beyond the precision are cut. False also when the stored unit cannot reach the time.
    /// </summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, int precision, out long value)
    {
        var cursor = new TimeCursor(Trim(text));
        value = 0;
        return cursor.TryReadDateTime(out long seconds, out int nanos) && cursor.AtEnd
            && TimeUnits.TryCombine(
                seconds, CutNanos(nanos, precision), TimeUnits.PerSecond(precision), out value);
    }

    /// <summary>
    /// TIMESTAMP_LTZ(p): a timestamp in the local time of a zone, or one followed by <c>Z</c> or an offset such as
    /// <c>+02:00</c>.
    /// </summary>
    public static bool TryParseTimestampLtz(
        ReadOnlySpan<byte> text, int precision, TimeZoneInfo zone, out long value)
    {
        var cursor = new TimeCursor(Trim(text));
        value = 0;
        if (!cursor.TryReadDateTime(out long seconds, out int nanos))
        {
            return false;
        }

        if (cursor.AtEnd)
        {
            seconds = ZonedTime.ToInstant(seconds, 1, zone);
        }
        else if (cursor.TryReadOffset(out int offset) && cursor.AtEnd)
        {
            seconds -= offset;
        }
        else
        {
            return false;
        }

        return TimeUnits.TryCombine(
            seconds, CutNanos(nanos, precision), TimeUnits.PerSecond(precision), out value);
    }

    /// <summary>INTERVAL DAY TO SECOND in milliseconds: <c>[+|-]days HH:mm:ss[.fraction]</c>.</summary>
    public static bool TryParseDayTimeInterval(ReadOnlySpan<byte> text, out long millis)
    {
        var cursor = new TimeCursor(Trim(text));
        bool negative = cursor.TryReadSign();
        millis = 0;
        if (!cursor.TryReadNumber(18, out long days, out _) || !cursor.TryRead((byte)' ')
            || !cursor.TryReadClock(allowNoSeconds: false, out int seconds, out int nanos) || !cursor.AtEnd)
        {
            return false;
        }

        Int128 total = (Int128)days * 86_400_000 + seconds * 1_000L + nanos / 1_000_000;
        total = negative ? -total : total;
        millis = (long)total;
        return millis == total;
    }

    /// <summary>INTERVAL YEAR TO MONTH in months: <c>[+|-]years-months</c>.</summary>
    public static bool TryParseYearMonthInterval(ReadOnlySpan<byte> text, out int months)
    {
        var cursor = new TimeCursor(Trim(text));
        bool negative = cursor.TryReadSign();
        months = 0;
        if (!cursor.TryReadNumber(9, out long years, out _) || !cursor.TryRead((byte)'-')
            || !cursor.TryReadNumber(2, out long rest, out _) || rest > 11 || !cursor.AtEnd)
        {
            return false;
        }

        long total = years * 12 + rest;
        total = negative ? -total : total;
        months = (int)total;
        return months == total;
    }

    private static long CutNanos(int nanos, int precision)
    {
        if (nanos == 0 || precision == 9)
        {
            return nanos;
        }

        if (precision == 3)
        {
            return nanos / 1_000_000;
        }

        // First to the declared digits, then to the stored unit.
        long kept = nanos - nanos % PowersOfTen.Of64[9 - precision];
        return kept / PowersOfTen.Of64[9 - TimeUnits.Digits(precision)];
    }

    private static bool TryParseTemporal(ReadOnlySpan<byte> text, DataType type, TimeZoneInfo zone, out object? value)
    {
        long wide;
        value = null;
        switch (type)
        {
            case DateType:
                return Box(TryParseDate(text, out int days), days, out value);
            case TimeType { Physical: PhysicalType.Int32 } time:
                return Box(TryParseTime(text, time.Precision, out wide), (int)wide, out value);
            case TimeType time:
                return Box(TryParseTime(text, time.Precision, out wide), wide, out value);
            case TimestampType { LocalTimeZone: true } instant:
                return Box(TryParseTimestampLtz(text, instant.Precision, zone, out wide), wide, out value);
            case TimestampType timestamp:
                return Box(TryParseTimestamp(text, timestamp.Precision, out wide), wide, out value);
            case IntervalType { YearMonth: true }:
                return Box(TryParseYearMonthInterval(text, out int months), months, out value);
            case IntervalType:
                return Box(TryParseDayTimeInterval(text, out wide), wide, out value);
            default:
                return false;
        }
    }
}
