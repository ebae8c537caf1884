using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;

namespace FlinkSql.Functions.Time;

/// <summary>
/// FLOOR and CEIL of dates and times to a unit. Weeks begin on Sunday. CEIL of a timestamp to a month or more looks at
/// its date alone, and a DATE is never its own CEIL to DAY, DECADE, CENTURY or MILLENNIUM, as in Flink.
/// </summary>
internal static class CalendarRounding
{
    public static int FloorDate(int days, CalendarUnit unit) => unit == CalendarUnit.Day ? days : (int)Date(days, unit, up: false);

    public static int CeilDate(int days, CalendarUnit unit) => (int)Date(days, unit, up: true);

    public static long FloorTime(long nanos, CalendarUnit unit) => nanos - nanos % Nanoseconds(unit);

    public static long CeilTime(long nanos, CalendarUnit unit)
    {
        long size = Nanoseconds(unit);
        return SqlTime.Wrap((nanos + size - 1) / size * size);
    }

    public static SqlTimestamp FloorTimestamp(SqlTimestamp value, CalendarUnit unit)
    {
        switch (unit)
        {
            case CalendarUnit.Nanosecond:
                return value;
            case CalendarUnit.Microsecond:
                return value.Cut(6);
            case CalendarUnit.Millisecond:
                return value.Cut(3);
            case <= CalendarUnit.Day:
                TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.Milliseconds(unit), out long rest);
                return new SqlTimestamp(value.Milliseconds - rest, 0);
            default:
                return Midnight(Date(Days(value), unit, up: false));
        }
    }

    public static SqlTimestamp CeilTimestamp(SqlTimestamp value, CalendarUnit unit)
    {
        if (unit > CalendarUnit.Day)
        {
            return Midnight(Date(Days(value), unit, up: true));
        }

        SqlTimestamp floor = FloorTimestamp(value, unit);
        return floor == value ? value : CalendarMath.Add(floor, unit, 1);
    }

    public static SqlTimestamp FloorInstant(SqlTimestamp value, CalendarUnit unit, QueryContext context) =>
        TimeCasts.ToInstant(FloorTimestamp(TimeCasts.ToLocal(value, context), unit), context);

    public static SqlTimestamp CeilInstant(SqlTimestamp value, CalendarUnit unit, QueryContext context) =>
        TimeCasts.ToInstant(CeilTimestamp(TimeCasts.ToLocal(value, context), unit), context);

    private static long Date(long days, CalendarUnit unit, bool up)
    {
        CivilDate.FromDays(days, out int year, out int month, out int day);
        switch (unit)
        {
            case CalendarUnit.Day:
                return up ? days + 1 : days;
            case CalendarUnit.Week:
                int weekday = CalendarFields.IsoDayOfWeek(days) % 7;
                return up && weekday > 0 ? days + 7 - weekday : days - weekday;
            case CalendarUnit.Month:
                return FirstOfMonth(year, month + (up && day > 1 ? 1 : 0));
            case CalendarUnit.Quarter:
                int first = (month - 1) / 3 * 3 + 1;
                return FirstOfMonth(year, first + (up && (month > first || day > 1) ? 3 : 0));
            case CalendarUnit.Year:
                return FirstOfMonth(year + (up && (month > 1 || day > 1) ? 1 : 0), 1);
            case CalendarUnit.Decade:
                return FirstOfMonth((int)FloorTo(year, 10) + (up ? 10 : 0), 1);
            case CalendarUnit.Century:
                return FirstOfMonth((int)FloorTo(year - 1, 100) + 1 + (up ? 100 : 0), 1);
            case CalendarUnit.Millennium:
                return FirstOfMonth((int)FloorTo(year - 1, 1_000) + 1 + (up ? 1_000 : 0), 1);
            default:
                CalendarUnits.ThrowUnsupported(unit, "FLOOR and CEIL of dates");
                return 0;
        }
    }

    private static long FirstOfMonth(int year, int month) =>
        CivilDate.ToWideDays(month > 12 ? year + 1 : year, month > 12 ? month - 12 : month, 1);

    private static long FloorTo(long value, long unit)
    {
        TimeUnits.FloorDivide(value, unit, out long rest);
        return value - rest;
    }

    private static long Days(SqlTimestamp value) =>
        TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerDay, out _);

    private static SqlTimestamp Midnight(long days) => new(days * CalendarUnits.MillisPerDay, 0);

    private static long Nanoseconds(CalendarUnit unit)
    {
        switch (unit)
        {
            case CalendarUnit.Nanosecond:
                return 1;
            case CalendarUnit.Microsecond:
                return 1_000;
            case CalendarUnit.Millisecond:
                return SqlTime.NanosPerMillisecond;
            case >= CalendarUnit.Second and <= CalendarUnit.Day:
                return CalendarUnits.Milliseconds(unit) * SqlTime.NanosPerMillisecond;
            default:
                CalendarUnits.ThrowUnsupported(unit, "FLOOR and CEIL of TIME");
                return 1;
        }
    }
}
