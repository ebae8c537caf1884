namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Why a row was late: which window it missed, and by how much. Window and watermark lie on the same time line, which
/// for windows over TIMESTAMP_LTZ is local time.
/// </summary>
/// <param name="WindowStart">
/// The first time of the last window that would have held the row, <see cref="None"/> without windows.
/// </param>
/// <param name="WindowEnd">The first time behind that window.</param>
/// <param name="Watermark">The watermark that had closed it.</param>
/// <param name="By">
/// How late in ms: from the instant at which the window closed, or without windows from the time of the row, to the
/// watermark. A watermark held back by more than that would have let the row in.
/// </param>
public readonly record struct Lateness(long WindowStart, long WindowEnd, long Watermark, long By)
{
    /// <summary>Stands for a window that there is not.</summary>
    public const long None = long.MinValue;

    /// <summary>A row that came after the watermark had passed its own time, to an operator without windows.</summary>
    public static Lateness WithoutWindow(long time, long watermark) => new(None, None, watermark, watermark - time);
}
