namespace FlinkSql.Runtime.Operators;

/// <summary>When windows fire and how long they take rows; lengths are in milliseconds.</summary>
public sealed record WindowFiring
{
    /// <summary>Each window once, at its end.</summary>
    public static readonly WindowFiring OnClose = new();

    /// <summary>How long after its end a window takes rows.</summary>
    public long AllowedLateness { get; init; }

    /// <summary>When windows fire before their end; null is never.</summary>
    public FiringDelay? Early { get; init; }

    /// <summary>When windows fire again behind their end; null is when they are forgotten.</summary>
    public FiringDelay? Late { get; init; }

    /// <summary>After how long without rows the open windows close; null is never.</summary>
    public long? Timeout { get; init; }

    /// <summary>Whether a row that is replaced is taken back first.</summary>
    public bool UpdateBefore { get; init; } = true;
}

/// <summary>How long changes wait to be handed out.</summary>
/// <param name="Milliseconds">0 is not at all.</param>
/// <param name="Periodic">Whether they wait for the next multiple on the clock.</param>
public sealed record FiringDelay(long Milliseconds, bool Periodic = false)
{
    /// <summary>When a change that happens now is handed out.</summary>
    public long DueAt(long now) => Periodic
        ? Time.WindowShape.Align(now, Milliseconds, offset: 0) + Milliseconds
        : now + Milliseconds;
}
