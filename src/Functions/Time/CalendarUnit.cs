namespace FlinkSql.Functions.Time;

/// <summary>A unit or field of time that SQL names.</summary>
internal enum CalendarUnit
{
    Nanosecond,
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,

    // Fields only.
    Epoch,
    DayOfWeek,
    IsoDayOfWeek,
    DayOfYear,
    IsoYear,
}
