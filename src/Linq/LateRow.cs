namespace FlinkSql.Linq;

/// <summary>A row that came too late, and what made it so.</summary>
/// <param name="Row">What of the row the operator got.</param>
/// <param name="Watermark">The watermark at that moment; null after the end of the input.</param>
/// <param name="LateByMilliseconds">By how much a watermark further back would have let the row in.</param>
/// <param name="WindowStart">Where the last window that would have held it begins; null without windows.</param>
/// <param name="WindowEnd">Where that window ends.</param>
/// <param name="Operator">Who dropped it.</param>
public sealed record LateRow<T>(
    T Row, DateTime? Watermark, long? LateByMilliseconds, DateTime? WindowStart, DateTime? WindowEnd, string Operator)
{
    /// <summary>The same length of time, for .NET; queries over late rows have the milliseconds.</summary>
    public TimeSpan? LateBy => LateByMilliseconds is { } length ? TimeSpan.FromMilliseconds(length) : null;
}
