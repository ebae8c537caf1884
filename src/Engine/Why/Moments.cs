using System.Globalization;

namespace FlinkSql.Engine.Why;

/// <summary>Spells times and spans for people.</summary>
/// <param name="zone">The zone in which times of the event-time line are shown.</param>
internal sealed class Moments(TimeZoneInfo zone)
{
    /// <summary><c>2024-01-01 09:29:59.999</c></summary>
    public string Full(long milliseconds) => At(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Without the day where it is the day of another time.</summary>
    public string Short(long milliseconds, long sameDayAs) =>
        At(milliseconds).Date == At(sameDayAs).Date
            ? At(milliseconds).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : Full(milliseconds);

    /// <summary><c>7 min 49.999 s</c>, <c>9 s</c>, <c>2 d 3 h</c>: the two largest units.</summary>
    public static string Span(long milliseconds)
    {
        TimeSpan span = TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, (long)TimeSpan.MaxValue.TotalMilliseconds / 2));
        string seconds = (span.Seconds + (span.Milliseconds / 1000.0)).ToString("0.###", CultureInfo.InvariantCulture);
        return span switch
        {
            { Days: > 0 } => $"{span.Days} d{Part(span.Hours, "h")}",
            { Hours: > 0 } => $"{span.Hours} h{Part(span.Minutes, "min")}",
            { Minutes: > 0 } => $"{span.Minutes} min{(seconds == "0" ? "" : $" {seconds} s")}",
            _ => $"{seconds} s",
        };
    }

    /// <summary>A span of the clock, where tenths of a second are enough.</summary>
    public static string Ago(long milliseconds) => Span(milliseconds < 1_000 ? milliseconds / 100 * 100 : milliseconds / 1_000 * 1_000);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Part(int count, string unit) => count == 0 ? "" : $" {count} {unit}";

    private DateTimeOffset At(long milliseconds) => TimeZoneInfo.ConvertTime(
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, -62_135_596_800_000, 253_402_300_799_999)), zone);
}
