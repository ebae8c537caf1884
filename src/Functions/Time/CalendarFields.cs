using FlinkSql.Columnar;

namespace FlinkSql.Functions.Time;

/// <summary>EXTRACT: the fields of dates, times, timestamps and intervals.</summary>
internal static class CalendarFields
{
    /// <summary>The Monday 1970-01-05 is this many days after the first one.</summary>
    private const int FirstMonday = 4;

    public static long OfDate(CalendarUnit unit, long days)
    {
        CivilDate.FromDays(days, out int year, out int month, out int day);
        switch (unit)
        {
            case CalendarUnit.Day:
                return day;
            case CalendarUnit.Month:
                return month;
            case CalendarUnit.Quarter:
                return (month + 2) / 3;
            case CalendarUnit.Year:
                return year;
            case CalendarUnit.Decade:
                return year / 10;
            case CalendarUnit.Century:
                return year > 0 ? (year + 99) / 100 : (year - 99) / 100;
            case CalendarUnit.Millennium:
                return year > 0 ? (year + 999) / 1000 : (year - 999) / 1000;
            case CalendarUnit.DayOfWeek:
                return (IsoDayOfWeek(days) % 7) + 1;
            case CalendarUnit.IsoDayOfWeek:
                return IsoDayOfWeek(days);
            case CalendarUnit.DayOfYear:
                return days - CivilDate.ToWideDays(year, 1, 1) + 1;
            case CalendarUnit.Week:
                return IsoWeek(days, out _);
            case CalendarUnit.IsoYear:
                IsoWeek(days, out int isoYear);
                return isoYear;
            case CalendarUnit.Epoch:
                return days * TimeUnits.SecondsPerDay;
            default:
                CalendarUnits.ThrowUnsupported(unit, "EXTRACT from DATE");
                return 0;
        }
    }

    public static long OfTime(CalendarUnit unit, long nanos)
    {
        switch (unit)
        {
            case CalendarUnit.Hour:
                return nanos / 3_600_000_000_000;
            case CalendarUnit.Minute:
                return nanos / 60_000_000_000 % 60;
            case CalendarUnit.Second:
                return nanos / 1_000_000_000 % 60;
            case CalendarUnit.Millisecond:
                return nanos % 1_000_000_000 / 1_000_000;
            case CalendarUnit.Microsecond:
                return nanos % 1_000_000_000 / 1_000;
            case CalendarUnit.Nanosecond:
                return nanos % 1_000_000_000;
            case CalendarUnit.Epoch:
                return nanos / 1_000_000_000;
            default:
                CalendarUnits.ThrowUnsupported(unit, "EXTRACT from TIME");
                return 0;
        }
    }

    public static long OfTimestamp(CalendarUnit unit, SqlTimestamp value)
    {
        long days = TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerDay, out long milliseconds);
        return unit switch
        {
            CalendarUnit.Epoch => TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerSecond, out _),
            <= CalendarUnit.Hour => OfTime(unit, milliseconds * SqlTime.NanosPerMillisecond + value.NanosOfMillisecond),
            _ => OfDate(unit, days),
        };
    }

    public static long OfInterval(CalendarUnit unit, long milliseconds)
    {
        switch (unit)
        {
            case CalendarUnit.Day:
                return milliseconds / CalendarUnits.MillisPerDay;
            case CalendarUnit.Hour:
                return milliseconds / CalendarUnits.MillisPerHour % 24;
            case CalendarUnit.Minute:
                return milliseconds / CalendarUnits.MillisPerMinute % 60;
            case CalendarUnit.Second:
                return milliseconds / CalendarUnits.MillisPerSecond % 60;
            case CalendarUnit.Millisecond:
                return milliseconds % 1_000;
            case CalendarUnit.Microsecond:
                return milliseconds % 1_000 * 1_000;
            case CalendarUnit.Nanosecond:
                return milliseconds % 1_000 * 1_000_000;
            case CalendarUnit.Epoch:
                return milliseconds / CalendarUnits.MillisPerSecond;
            default:
                CalendarUnits.ThrowUnsupported(unit, "EXTRACT from INTERVAL DAY TO SECOND");
                return 0;
        }
    }

    public static long OfMonths(CalendarUnit unit, int months)
    {
        switch (unit)
        {
            case CalendarUnit.Month:
                return months % 12;
            case CalendarUnit.Quarter:
                return months % 12 / 3 + 1;
            case CalendarUnit.Year:
                return months / 12;
            case CalendarUnit.Decade:
                return months / 120;
            case CalendarUnit.Century:
                return months / 1_200;
            case CalendarUnit.Millennium:
                return months / 12_000;
            default:
                CalendarUnits.ThrowUnsupported(unit, "EXTRACT from INTERVAL YEAR TO MONTH");
                return 0;
        }
    }

    /// <summary>From 1 for Monday to 7.</summary>
    public static int IsoDayOfWeek(long days)
    {
        TimeUnits.FloorDivide(days - FirstMonday, 7, out long weekday);
        return (int)weekday + 1;
    }

    /// <summary>The week that a date is in by ISO 8601: the one with the year's first Thursday is the first.</summary>
    private static int IsoWeek(long days, out int isoYear)
    {
        long thursday = days + 4 - IsoDayOfWeek(days);
        CivilDate.FromDays(thursday, out isoYear, out _, out _);
        return (int)((thursday - CivilDate.ToWideDays(isoYear, 1, 1)) / 7) + 1;
    }
}
