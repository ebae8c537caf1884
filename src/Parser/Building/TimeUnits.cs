using System.Collections.Frozen;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Parser.Building;

/// <summary>The words for units of time.</summary>
internal static class TimeUnits
{
    private static readonly FrozenDictionary<string, TimeUnit> Units = ReadUnits();

    /// <summary>All words, the usual ones first.</summary>
    public static IEnumerable<string> Words => Units.Keys;

    public static bool TryParse(string word, out TimeUnit unit) => Units.TryGetValue(word, out unit);

    /// <summary>The word the printer writes.</summary>
    public static string NameOf(TimeUnit unit) => unit switch
    {
        TimeUnit.DayOfWeek => "DOW",
        TimeUnit.IsoDayOfWeek => "ISODOW",
        TimeUnit.DayOfYear => "DOY",
        _ => unit.ToString().ToUpperInvariant(),
    };

    private static FrozenDictionary<string, TimeUnit> ReadUnits()
    {
        Dictionary<string, TimeUnit> units = new(StringComparer.OrdinalIgnoreCase);
        foreach (TimeUnit unit in Enum.GetValues<TimeUnit>())
        {
            units[NameOf(unit)] = unit;
            if (unit > TimeUnit.Year) continue;
            units[NameOf(unit) + "S"] = unit;
            units["SQL_TSI_" + NameOf(unit)] = unit;
        }
        units["DAYOFWEEK"] = TimeUnit.DayOfWeek;
        units["DAYOFYEAR"] = TimeUnit.DayOfYear;
        units["SQL_TSI_FRAC_SECOND"] = TimeUnit.Nanosecond;
        return units.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
