using System.Globalization;

namespace FlinkSql.Planner.Logical;

/// <summary>Spells milliseconds with the largest unit that divides them: <c>1 h</c>, <c>10 s</c>, <c>1500 ms</c>.</summary>
public static class DurationText
{
    private static readonly (long Milliseconds, string Unit)[] Units =
    [
        (86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms"),
    ];

    public static string Print(long milliseconds)
    {
        (long length, string unit) = milliseconds == 0
            ? Units[^1]
            : Units.First(candidate => milliseconds % candidate.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / length} {unit}");
    }
}
