using System.Globalization;

namespace FlinkSql.Connectors.Options;

/// <summary>
/// Reads spans of time as Flink writes them: <c>10 s</c>, <c>5min</c>, <c>1 d</c>; a bare number is milliseconds.
/// </summary>
internal static class DurationText
{
    private static readonly (string[] Names, double Ticks)[] Units =
    [
        (["d", "day", "days"], TimeSpan.TicksPerDay),
        (["h", "hour", "hours"], TimeSpan.TicksPerHour),
        (["m", "min", "minute", "minutes"], TimeSpan.TicksPerMinute),
        (["s", "sec", "second", "seconds"], TimeSpan.TicksPerSecond),
        (["", "ms", "milli", "millis", "millisecond", "milliseconds"], TimeSpan.TicksPerMillisecond),
        (["us", "µs", "micro", "micros", "microsecond", "microseconds"], TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>The span an option gives; null where it is not given.</summary>
    public static TimeSpan? Read(OptionSet options, string key) => options.Text(key) is not { } text
        ? null
        : TryParse(text, out TimeSpan span)
            ? span
            : throw ConnectorErrors.WrongValue(key, text, "a duration such as 10 min");

    /// <summary>A span that is not negative; false if the text is none.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        text = text.Trim();
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        string unit = text[digits..].Trim().ToLowerInvariant();
        double ticks = Units.FirstOrDefault(entry => entry.Names.Contains(unit)).Ticks;
        span = default;
        if (ticks == 0 || !long.TryParse(text[..digits], CultureInfo.InvariantCulture, out long number)
            || number * ticks > long.MaxValue / 2)
        {
            return false;
        }

        span = TimeSpan.FromTicks((long)(number * ticks));
        return true;
    }
}
