using System.Globalization;

namespace FlinkSql.Planner.Catalog;

/// <summary>Reads durations of options, settings and hints: <c>10 s</c>, <c>1h</c>, <c>-1</c>.</summary>
public static class DurationValue
{
    private static readonly (string[] Names, double Milliseconds)[] Units =
    [
        (["ns", "nano", "nanosecond"], 1e-6),
        (["us", "µs", "micro", "microsecond"], 1e-3),
        (["", "ms", "milli", "millisecond"], 1),
        (["s", "sec", "second"], 1_000),
        (["m", "min", "minute"], 60_000),
        (["h", "hour"], 3_600_000),
        (["d", "day"], 86_400_000),
    ];

    /// <summary>A number and a unit, without one ms; false when the text is none.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        (string number, string unit) = SplitUnit(text);
        foreach ((string[] names, double milliseconds) in Units)
        {
            // The plural of no unit at all is not a second.
            if (names.Contains(unit) || (unit.Length > 1 && unit.EndsWith('s') && names.Contains(unit[..^1])))
            {
                bool parsed = long.TryParse(number, CultureInfo.InvariantCulture, out long count);
                double total = count * milliseconds;
                if (!parsed || Math.Abs(total) > TimeSpan.MaxValue.TotalMilliseconds / 2)
                {
                    return false;
                }

                value = TimeSpan.FromMilliseconds(total);
                return true;
            }
        }

        return false;
    }

    /// <summary>The number at the beginning, and the unit behind it in small letters.</summary>
    public static (string Number, string Unit) SplitUnit(string text)
    {
        string trimmed = text.Trim();
        int digits = trimmed.StartsWith('-') ? 1 : 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
        {
            digits++;
        }

        return (trimmed[..digits], trimmed[digits..].Trim().ToLowerInvariant());
    }
}
