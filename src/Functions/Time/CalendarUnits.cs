using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FlinkSql.Functions.Time;

/// <summary>Reads the names of units and knows their lengths.</summary>
internal static class CalendarUnits
{
    public const long MillisPerSecond = 1_000;
    public const long MillisPerMinute = 60_000;
    public const long MillisPerHour = 3_600_000;
    public const long MillisPerDay = 86_400_000;

    /// <summary>The unit of a name in any case, also with <c>SQL_TSI_</c> before it.</summary>
    /// <exception cref="QueryException">There is no such unit.</exception>
    public static CalendarUnit Parse(ReadOnlySpan<byte> name)
    {
        Span<byte> upper = stackalloc byte[16];
        if (name.Length > 8 && Ascii.EqualsIgnoreCase(name[..8], "SQL_TSI_"u8))
        {
            name = name[8..];
        }

        if (name.Length > upper.Length)
        {
            ThrowUnknown(name);
        }

        Ascii.ToUpper(name, upper, out int length);
        ReadOnlySpan<byte> unit = upper[..length];
        return unit.SequenceEqual("DAY"u8) ? CalendarUnit.Day
            : unit.SequenceEqual("HOUR"u8) ? CalendarUnit.Hour
            : unit.SequenceEqual("MINUTE"u8) ? CalendarUnit.Minute
            : unit.SequenceEqual("SECOND"u8) ? CalendarUnit.Second
            : unit.SequenceEqual("MONTH"u8) ? CalendarUnit.Month
            : unit.SequenceEqual("YEAR"u8) ? CalendarUnit.Year
            : unit.SequenceEqual("WEEK"u8) ? CalendarUnit.Week
            : unit.SequenceEqual("QUARTER"u8) ? CalendarUnit.Quarter
            : unit.SequenceEqual("MILLISECOND"u8) ? CalendarUnit.Millisecond
            : unit.SequenceEqual("MICROSECOND"u8) ? CalendarUnit.Microsecond
            : unit.SequenceEqual("NANOSECOND"u8) ? CalendarUnit.Nanosecond
            : ParseRare(unit);
    }

    /// <summary>The milliseconds of a unit from SECOND to WEEK.</summary>
    public static long Milliseconds(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Second => MillisPerSecond,
        CalendarUnit.Minute => MillisPerMinute,
        CalendarUnit.Hour => MillisPerHour,
        CalendarUnit.Day => MillisPerDay,
        _ => 7 * MillisPerDay,
    };

    /// <summary>The months of a unit from MONTH to MILLENNIUM.</summary>
    public static int Months(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Month => 1,
        CalendarUnit.Quarter => 3,
        CalendarUnit.Year => 12,
        CalendarUnit.Decade => 120,
        CalendarUnit.Century => 1_200,
        _ => 12_000,
    };

    [DoesNotReturn]
    public static void ThrowUnsupported(CalendarUnit unit, string what) =>
        throw new QueryException("FLS6006", $"{unit.ToString().ToUpperInvariant()} is not a unit for {what}");

    private static CalendarUnit ParseRare(ReadOnlySpan<byte> unit)
    {
        if (unit.SequenceEqual("EPOCH"u8))
        {
            return CalendarUnit.Epoch;
        }

        if (unit.SequenceEqual("DOW"u8))
        {
            return CalendarUnit.DayOfWeek;
        }

        if (unit.SequenceEqual("ISODOW"u8))
        {
            return CalendarUnit.IsoDayOfWeek;
        }

        if (unit.SequenceEqual("DOY"u8))
        {
            return CalendarUnit.DayOfYear;
        }

        if (unit.SequenceEqual("ISOYEAR"u8))
        {
            return CalendarUnit.IsoYear;
        }

        if (unit.SequenceEqual("DECADE"u8))
        {
            return CalendarUnit.Decade;
        }

        if (unit.SequenceEqual("CENTURY"u8))
        {
            return CalendarUnit.Century;
        }

        if (unit.SequenceEqual("MILLENNIUM"u8))
        {
            return CalendarUnit.Millennium;
        }

        ThrowUnknown(unit);
        return default;
    }

    [DoesNotReturn]
    private static void ThrowUnknown(ReadOnlySpan<byte> name) =>
        throw new QueryException("FLS6006", $"'{Encoding.UTF8.GetString(name)}' is not a unit of time");
}
