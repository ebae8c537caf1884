using FlinkSql.Columnar;

namespace FlinkSql.Functions.Time;

/// <summary>Adding to dates and times, and the distances between them.</summary>
internal static class CalendarMath
{
    /// <summary>The same day some months on, or the last one of a month that is too short.</summary>
    public static int AddMonths(int days, long months) => (int)AddMonths((long)days, months);

    public static SqlTimestamp AddMonths(SqlTimestamp value, long months)
    {
        long days = TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerDay, out long rest);
        return value with { Milliseconds = AddMonths(days, months) * CalendarUnits.MillisPerDay + rest };
    }

    public static SqlTimestamp AddMilliseconds(SqlTimestamp value, long milliseconds) =>
        value with { Milliseconds = unchecked(value.Milliseconds + milliseconds) };

    /// <summary>Adds a number of units; fractions of a millisecond too.</summary>
    public static SqlTimestamp Add(SqlTimestamp value, CalendarUnit unit, long count)
    {
        switch (unit)
        {
            case CalendarUnit.Nanosecond:
                return AddNanoseconds(value, count);
            case CalendarUnit.Microsecond:
                long whole = TimeUnits.FloorDivide(count, 1_000, out long rest);
                return AddNanoseconds(AddMilliseconds(value, whole), rest * 1_000);
            case CalendarUnit.Millisecond:
                return AddMilliseconds(value, count);
            case >= CalendarUnit.Second and <= CalendarUnit.Week:
                return AddMilliseconds(value, unchecked(count * CalendarUnits.Milliseconds(unit)));
            case >= CalendarUnit.Month and <= CalendarUnit.Millennium:
                return AddMonths(value, unchecked(count * CalendarUnits.Months(unit)));
            default:
                CalendarUnits.ThrowUnsupported(unit, "TIMESTAMPADD");
                return default;
        }
    }

    /// <summary>How many whole units lie from one time to another; negative backwards.</summary>
    public static long Between(CalendarUnit unit, SqlTimestamp from, SqlTimestamp to)
    {
        switch (unit)
        {
            case CalendarUnit.Nanosecond:
                return Nanoseconds(from, to);
            case CalendarUnit.Microsecond:
                return Nanoseconds(from, to) / 1_000;
            case CalendarUnit.Millisecond:
                return Milliseconds(from, to);
            case >= CalendarUnit.Second and <= CalendarUnit.Week:
                return Milliseconds(from, to) / CalendarUnits.Milliseconds(unit);
            case >= CalendarUnit.Month and <= CalendarUnit.Millennium:
                return Months(from, to) / CalendarUnits.Months(unit);
            default:
                CalendarUnits.ThrowUnsupported(unit, "TIMESTAMPDIFF");
                return 0;
        }
    }

    /// <summary>Whole months from one time to another; negative backwards.</summary>
    public static long Months(SqlTimestamp from, SqlTimestamp to)
    {
        if (to < from)
        {
            return -Months(to, from);
        }

        CivilDate.FromDays(Days(from), out int fromYear, out int fromMonth, out _);
        CivilDate.FromDays(Days(to), out int toYear, out int toMonth, out _);
        long months = (toYear - fromYear) * 12L + toMonth - fromMonth;
        return AddMonths(from, months) > to ? months - 1 : months;
    }

    private static long Days(SqlTimestamp value) =>
        TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerDay, out _);

    private static long AddMonths(long days, long months)
    {
        CivilDate.FromDays(days, out int year, out int month, out int day);
        long total = year * 12L + month - 1 + months;
        int toYear = (int)TimeUnits.FloorDivide(total, 12, out long toMonth);
        return CivilDate.ToWideDays(
            toYear, (int)toMonth + 1, Math.Min(day, CivilDate.DaysInMonth(toYear, (int)toMonth + 1)));
    }

    private static SqlTimestamp AddNanoseconds(SqlTimestamp value, long nanoseconds)
    {
        long whole = TimeUnits.FloorDivide(
            nanoseconds + value.NanosOfMillisecond, SqlTime.NanosPerMillisecond, out long rest);
        return new SqlTimestamp(value.Milliseconds + whole, (int)rest);
    }

    private static long Milliseconds(SqlTimestamp from, SqlTimestamp to)
    {
        // Whole ones, toward zero: a part of a millisecond may be missing.
        long difference = to.Milliseconds - from.Milliseconds;
        int nanos = to.NanosOfMillisecond - from.NanosOfMillisecond;
        return difference > 0 && nanos < 0 ? difference - 1 : difference < 0 && nanos > 0 ? difference + 1 : difference;
    }

    private static long Nanoseconds(SqlTimestamp from, SqlTimestamp to) =>
        (to.Milliseconds - from.Milliseconds) * SqlTime.NanosPerMillisecond + to.NanosOfMillisecond - from.NanosOfMillisecond;
}
