using System.Globalization;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>Reads the texts of settings: durations, memory sizes, flags. False means that the text is none.</summary>
public static class SettingValues
{
    private static readonly (string[] Names, long Bytes)[] MemoryUnits =
    [
        (["", "b", "byte", "bytes"], 1),
        (["k", "kb", "kib", "kibibytes"], 1L << 10),
        (["m", "mb", "mib", "mebibytes"], 1L << 20),
        (["g", "gb", "gib", "gibibytes"], 1L << 30),
        (["t", "tb", "tib", "tebibytes"], 1L << 40),
    ];

    /// <summary>See <see cref="DurationValue"/>.</summary>
    public static bool TryDuration(string text, out TimeSpan value) => DurationValue.TryParse(text, out value);

    /// <summary>Flink's memory sizes: <c>512 mb</c>, <c>4g</c>; without a unit bytes.</summary>
    public static bool TryMemory(string text, out long bytes)
    {
        bytes = 0;
        (string number, string unit) = DurationValue.SplitUnit(text);
        foreach ((string[] names, long factor) in MemoryUnits)
        {
            if (names.Contains(unit))
            {
                return long.TryParse(number, CultureInfo.InvariantCulture, out long count)
                    && count >= 0 && count <= long.MaxValue / factor && (bytes = count * factor) >= 0;
            }
        }

        return false;
    }

    public static bool TryFlag(string text, out bool value) => bool.TryParse(text.Trim(), out value);

    public static bool TryTimeZone(string text, out TimeZoneInfo zone)
    {
        string trimmed = text.Trim();
        if (trimmed is "Z" or "UTC" or "GMT")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        int sign = trimmed.IndexOfAny(['+', '-']);
        if (sign >= 0 && trimmed[..sign] is "" or "GMT" or "UTC")
        {
            string[] parts = trimmed[(sign + 1)..].Split(':');
            if (parts.Length <= 2
                && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int hours)
                && int.TryParse(parts.Length == 2 ? parts[1] : "0", CultureInfo.InvariantCulture, out int minutes)
                && hours <= 14 && minutes < 60)
            {
                var offset = new TimeSpan(hours, minutes, 0);
                offset = trimmed[sign] == '-' ? -offset : offset;
                zone = TimeZoneInfo.CreateCustomTimeZone(trimmed, offset, trimmed, trimmed);
                return true;
            }
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(trimmed, out zone!);
    }
}
