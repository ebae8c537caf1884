using System.Globalization;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Time;

/// <summary>Time zones by the names Flink takes: <c>Asia/Shanghai</c>, <c>UTC</c>, <c>GMT+08:00</c>, <c>-03:30</c>.</summary>
public static class Zones
{
    [ThreadStatic]
    private static PatternCache<TimeZoneInfo>? t_zones;

    /// <summary>The zone of a name.</summary>
    /// <exception cref="QueryException">There is no such zone.</exception>
    public static TimeZoneInfo Find(ReadOnlySpan<byte> name) => (t_zones ??= new(Find)).Get(name);

    /// <summary>The zone of a name.</summary>
    /// <exception cref="QueryException">There is no such zone.</exception>
    public static TimeZoneInfo Find(string name) =>
        TryFind(name, out TimeZoneInfo? zone)
            ? zone
            : throw new QueryException("FLS6008", $"there is no time zone '{name}'", "for example Europe/Berlin or GMT+02:00");

    /// <summary>The zone of a name; false if there is none.</summary>
    public static bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (name is "UTC" or "Z" or "GMT" or "UT")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        string offset = name.StartsWith("GMT") || name.StartsWith("UTC") ? name[3..] : name;
        if (offset is ['+' or '-', ..] && TryOffset(offset, out TimeSpan ahead))
        {
            zone = TimeZoneInfo.CreateCustomTimeZone(name, ahead, name, name);
            return true;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
    }

    private static bool TryOffset(string text, out TimeSpan ahead)
    {
        string digits = text[1..];
        string[] formats = ["%h", "hh", @"h\:mm", @"hh\:mm", "hhmm"];
        bool read = TimeSpan.TryParseExact(digits, formats, CultureInfo.InvariantCulture, out ahead);
        ahead = text[0] == '-' ? -ahead : ahead;
        return read && ahead.Duration() <= TimeSpan.FromHours(14);
    }
}
