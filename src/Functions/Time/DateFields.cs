using FlinkSql.Columnar;

namespace FlinkSql.Functions.Time;

/// <summary>The fields that a <see cref="DatePattern"/> writes or has read.</summary>
internal struct DateFields
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;
    public int Nanosecond;

    /// <summary>Seconds ahead of UTC that the text named, where it did.</summary>
    public int? OffsetSeconds;

    /// <summary>1970-01-01T00:00, which stands for fields that a pattern does not have.</summary>
    public static DateFields Start => new() { Year = 1970, Month = 1, Day = 1 };

    public static DateFields Of(SqlTimestamp value)
    {
        long days = TimeUnits.FloorDivide(value.Milliseconds, CalendarUnits.MillisPerDay, out long rest);
        CivilDate.FromDays(days, out int year, out int month, out int day);
        return new DateFields
        {
            Year = year,
            Month = month,
            Day = day,
            Hour = (int)(rest / CalendarUnits.MillisPerHour),
            Minute = (int)(rest / CalendarUnits.MillisPerMinute % 60),
            Second = (int)(rest / CalendarUnits.MillisPerSecond % 60),
            Nanosecond = (int)(rest % 1_000) * 1_000_000 + value.NanosOfMillisecond,
        };
    }

    /// <summary>The time of the fields; false if there is no such date or time.</summary>
    public readonly bool TryToTimestamp(out SqlTimestamp value)
    {
        value = default;
        if (!CivilDate.IsValid(Year, Month, Day) || Hour > 23 || Minute > 59 || Second > 59)
        {
            return false;
        }

        long seconds = CivilDate.ToWideDays(Year, Month, Day) * TimeUnits.SecondsPerDay
            + Hour * 3_600 + Minute * 60 + Second - (OffsetSeconds ?? 0);
        value = new SqlTimestamp(seconds * 1_000 + Nanosecond / 1_000_000, Nanosecond % 1_000_000);
        return true;
    }
}
