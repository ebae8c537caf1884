namespace FlinkSql.Planner.Logical;

/// <summary>
/// When a window hands its rows out, and how long it takes more. Until its end and after it are told apart: before the
/// end a firing is early, behind it late (SEMANTICS 8). All lengths are in milliseconds.
/// </summary>
/// <remarks>
/// <code>
///          start ............ end ........ end + lateness
/// OnClose                     |                             one row, final
/// Early      |   |   |   |    |                             rows that change
/// Late                        |    |   |   |                rows that change
/// lateness without Late                    |                one row, final, and later
/// </code>
/// </remarks>
public sealed record WindowEmission
{
    /// <summary>Each window once, when the watermark passes its last instant.</summary>
    public static readonly WindowEmission OnClose = new();

    /// <summary>How long after its end a window still takes rows and is kept.</summary>
    public long AllowedLateness { get; init; }

    /// <summary>When a window fires before its end; null is never.</summary>
    public FireDelay? Early { get; init; }

    /// <summary>When a window fires again for rows that came behind its end; null is never.</summary>
    public FireDelay? Late { get; init; }

    /// <summary>After how long without input (processing time) the open windows are closed; null is never.</summary>
    public long? Timeout { get; init; }

    /// <summary>Whether a window may fire more than once, so that its rows change.</summary>
    public bool Updates => Early is not null || Late is not null;
}

/// <summary>How a firing waits, in processing time.</summary>
/// <param name="Milliseconds">0 fires at every row; else how long changes wait for others.</param>
/// <param name="Periodic">
/// Whether the clock alone decides: every multiple of the delay. Otherwise the first change that was not handed out
/// starts the wait.
/// </param>
public sealed record FireDelay(long Milliseconds, bool Periodic = false);
