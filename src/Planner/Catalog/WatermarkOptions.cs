namespace FlinkSql.Planner.Catalog;

/// <summary>The options of a table that say how its watermark is made; the others are the engine's.</summary>
public sealed record WatermarkOptions
{
    /// <summary>When watermarks are sent on.</summary>
    public const string StrategyKey = "scan.watermark.emit.strategy";

    /// <summary>After how long without rows a split of the table is idle; else as the session says.</summary>
    public const string IdleTimeoutKey = "scan.watermark.idle-timeout";

    /// <summary>What becomes of rows whose event time is NULL; Flink has no such option, there the job fails.</summary>
    public const string NullTimesKey = "scan.watermark.null-rowtime";

    private const string OnEventValue = "on-event";

    /// <summary>The values of <see cref="StrategyKey"/>.</summary>
    public static IReadOnlyList<string> Strategies { get; } = [OnEventValue, "on-periodic"];

    /// <summary>Whether every advance is sent on at once.</summary>
    public bool OnEvent { get; init; }

    /// <summary>Null is as the session says.</summary>
    public NullTimes? NullTimes { get; init; }

    /// <summary>The options of a table; wrong values have been refused when it was made.</summary>
    public static WatermarkOptions Of(TableDescriptor table) => new()
    {
        OnEvent = string.Equals(table.Option(StrategyKey), OnEventValue, StringComparison.OrdinalIgnoreCase),
        NullTimes = Enum.TryParse(table.Option(NullTimesKey), ignoreCase: true, out NullTimes nulls) ? nulls : null,
    };
}

/// <summary>What becomes of a row whose event time is NULL.</summary>
public enum NullTimes
{
    /// <summary>The job fails.</summary>
    Fail,

    /// <summary>The row is left out, and counted.</summary>
    Drop,

    /// <summary>The row passes, and does not move the watermark.</summary>
    Keep,
}
