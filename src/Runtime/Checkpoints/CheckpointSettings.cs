namespace FlinkSql.Runtime.Checkpoints;

/// <summary>How a job takes checkpoints; each has the name of its SQL option.</summary>
public sealed record CheckpointSettings
{
    /// <summary><c>execution.checkpointing.interval</c>: from the start of one to that of the next; null takes none but on request.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary><c>execution.checkpointing.timeout</c>: one that takes longer is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>execution.checkpointing.min-pause</c>: the least time from the end of one to the start of the next.</summary>
    public TimeSpan MinPause { get; init; }

    /// <summary><c>execution.checkpointing.tolerable-failed-checkpoints</c>: how many may fail in a row.</summary>
    public int TolerableFailures { get; init; }

    /// <summary><c>execution.checkpointing.incremental</c>: files hold what has changed, where that is less.</summary>
    public bool Incremental { get; init; }

    /// <summary>
    /// <c>execution.checkpointing.unaligned.enabled</c>: whether barriers overtake rows, which then are part of the checkpoint.
    /// </summary>
    public bool Unaligned { get; init; }

    /// <summary>
    /// <c>execution.checkpointing.aligned-checkpoint-timeout</c>: how old a checkpoint is before its barriers do so.
    /// </summary>
    public TimeSpan AlignedTimeout { get; init; }

    /// <summary>After how long the barriers of a checkpoint overtake rows; null for never.</summary>
    internal TimeSpan? OvertakesAfter => Unaligned ? AlignedTimeout : null;
}
