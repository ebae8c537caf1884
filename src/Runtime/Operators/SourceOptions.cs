namespace FlinkSql.Runtime.Operators;

/// <summary>How a table is read, beyond what its connector decides.</summary>
public sealed record SourceOptions
{
    /// <summary>
    /// After how long without rows a split is idle, <c>scan.watermark.idle-timeout</c>; zero is never, null is as the
    /// job says.
    /// </summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether the watermarks that the connector gives count, <c>SOURCE_WATERMARK()</c>; else they are dropped.</summary>
    public bool OwnWatermarks { get; init; } = true;

    /// <summary>The group of sources that wait for each other; null without one.</summary>
    public SourceAlignment? Alignment { get; init; }
}

/// <summary>Keeps the splits of several sources of a job close in event time.</summary>
/// <param name="Group">Which belong together, <c>scan.watermark.alignment.group</c>.</param>
/// <param name="MaxDrift">
/// How far a split may be ahead of the last of the group before it pauses, <c>scan.watermark.alignment.max-drift</c>.
/// </param>
/// <param name="UpdateInterval">
/// How often the sources hear how far the group is, <c>scan.watermark.alignment.update-interval</c>.
/// </param>
public sealed record SourceAlignment(string Group, TimeSpan MaxDrift, TimeSpan UpdateInterval);
