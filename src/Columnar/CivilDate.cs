namespace FlinkSql.Columnar;

/// <summary>
/// Days since 1970-01-01 to and from year, month and day of the proleptic Gregorian calendar. Years need not lie
/// within 1 to 9999; year 0 is the one before year 1.
/// </summary>
public static class CivilDate
{
    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;

    /// <summary>Days from 0000-03-01, where the eras start, to 1970-01-01.</summary>
    private const int EpochShift = 719_468;

    /// <summary>The day number of a date; the month and day must be those of a real date.</summary>
    public static int ToDays(int year, int month, int day)
    {
        if ((uint)year > 1_000_000)
        {
            return (int)ToWideDays(year, month, day);
        }

        // As below, but one era later, so that unsigned division by constants serves for every year from 0 on.
        bool late = month > 2;
        uint shiftedYear = (uint)(late ? year + YearsPerEra : year + YearsPerEra - 1);
        int dayOfYear = (153 * (late ? month - 3 : month + 9) + 2) / 5 + day - 1;
        uint days = shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400;
        return (int)days + dayOfYear - EpochShift - DaysPerEra;
    }

    /// <summary>The day number of a date of any year, also where it does not fit DATE.</summary>
    public static long ToWideDays(int year, int month, int day)
    {
        // Years start in March here, so that the leap day is the last day of its year.
        long shiftedYear = month > 2 ? year : year - 1L;
        long era = Math.DivRem(shiftedYear, YearsPerEra, out long yearOfEra);
        if (yearOfEra < 0)
        {
            era--;
            yearOfEra += YearsPerEra;
        }

        int shiftedMonth = month > 2 ? month - 3 : month + 9;
        long dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DaysPerEra + dayOfEra - EpochShift;
    }

    /// <summary>The date of a day number.</summary>
    public static void FromDays(long days, out int year, out int month, out int day)
    {
        long shifted = days + EpochShift;
        long era = shifted >= 0 ? shifted / DaysPerEra : (shifted - (DaysPerEra - 1)) / DaysPerEra;
        uint dayOfEra = (uint)(shifted - era * DaysPerEra);
        uint yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint shiftedMonth = (5 * dayOfYear + 2) / 153;
        day = (int)(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
        month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        year = (int)(era * YearsPerEra + yearOfEra) + (month <= 2 ? 1 : 0);
    }

    public static bool IsLeapYear(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Whether there is such a date.</summary>
    public static bool IsValid(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DaysInMonth(year, month));
}
