using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Building;

/// <summary>The words for units of time.</summary>
internal static class TimeUnits
{
    private const string OdbcPrefix = "SQL_TSI_";

    /// <summary>The plain words, for suggestions.</summary>
    public static IEnumerable<string> Words => Enum.GetValues<TimeUnit>().Select(NameOf);

    /// <summary>Reads DAY, days or SQL_TSI_DAY.</summary>
    public static bool TryParse(string word, out TimeUnit unit)
    {
        string upper = word.ToUpperInvariant();
        if (upper.StartsWith(OdbcPrefix, StringComparison.Ordinal)) upper = upper[OdbcPrefix.Length..];
        TimeUnit? found = upper switch
        {
            "NANOSECOND" or "NANOSECONDS" or "FRAC_SECOND" => TimeUnit.Nanosecond,
            "MICROSECOND" or "MICROSECONDS" => TimeUnit.Microsecond,
            "MILLISECOND" or "MILLISECONDS" => TimeUnit.Millisecond,
            "SECOND" or "SECONDS" => TimeUnit.Second,
            "MINUTE" or "MINUTES" => TimeUnit.Minute,
            "HOUR" or "HOURS" => TimeUnit.Hour,
            "DAY" or "DAYS" => TimeUnit.Day,
            "WEEK" or "WEEKS" => TimeUnit.Week,
            "MONTH" or "MONTHS" => TimeUnit.Month,
            "QUARTER" or "QUARTERS" => TimeUnit.Quarter,
            "YEAR" or "YEARS" => TimeUnit.Year,
            "DECADE" => TimeUnit.Decade,
            "CENTURY" => TimeUnit.Century,
            "MILLENNIUM" => TimeUnit.Millennium,
            "EPOCH" => TimeUnit.Epoch,
            "DOW" or "DAYOFWEEK" => TimeUnit.DayOfWeek,
            "ISODOW" => TimeUnit.IsoDayOfWeek,
            "DOY" or "DAYOFYEAR" => TimeUnit.DayOfYear,
            "ISOYEAR" => TimeUnit.IsoYear,
            _ => null,
        };
        unit = found ?? default;
        return found is not null;
    }

    /// <summary>The word the printer writes.</summary>
    public static string NameOf(TimeUnit unit) => unit switch
    {
        TimeUnit.DayOfWeek => "DOW",
        TimeUnit.IsoDayOfWeek => "ISODOW",
        TimeUnit.DayOfYear => "DOY",
        _ => unit.ToString().ToUpperInvariant(),
    };
}
