using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.State;

namespace FlinkSql.Runtime.Job;

/// <summary>Settings of one job; each has the name of its SQL option.</summary>
public sealed record JobSettings
{
    /// <summary>Rows in a full batch, <c>table.exec.batch-size</c>. Results never depend on it.</summary>
    public int BatchSize { get; init; } = 4096;

    /// <summary>
    /// How long rows wait for a full batch, <c>execution.buffer-timeout</c>: 0 never, -1 ms until full.
    /// </summary>
    public TimeSpan BufferTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Number of key groups, <c>pipeline.max-parallelism</c>.</summary>
    public int MaxParallelism { get; init; } = 128;

    /// <summary>Batches a channel may hold before its producer waits.</summary>
    public int ChannelCredits { get; init; } = 4;

    /// <summary>
    /// After how long without rows a source counts as idle, <c>table.exec.source.idle-timeout</c>; zero is never.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>How often watermarks are sent on, <c>pipeline.auto-watermark-interval</c>.</summary>
    public TimeSpan WatermarkInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The session time zone, <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Late rows kept of each operator, <c>table.exec.late-rows.capacity</c>.</summary>
    public int LateRowCapacity { get; init; } = 100_000;

    /// <summary>Bytes of late rows kept of each operator, <c>table.exec.late-rows.memory</c>.</summary>
    public long LateRowMemory { get; init; } = 64L << 20;

    /// <summary>
    /// How long the state of a key is kept that nobody writes, <c>table.exec.state.ttl</c>; zero for as long as the job runs.
    /// </summary>
    public StateTtl StateTtl { get; init; }

    /// <summary>Where groups are kept.</summary>
    public StateBackend StateBackend { get; init; } = StateBackend.Memory;

    /// <summary>How checkpoints are taken.</summary>
    public CheckpointSettings Checkpoints { get; init; } = new();

    /// <summary>Whether and when a job that failed is started again, <c>restart-strategy.type</c>.</summary>
    public RestartStrategy Restart { get; init; } = RestartStrategy.None;

    /// <summary>
    /// Whether a region that fails is started again alone, <c>jobmanager.execution.failover-strategy</c>; else all of the job.
    /// </summary>
    public bool RegionFailover { get; init; } = true;

    /// <summary>Managed memory of one slot in bytes, <c>taskmanager.memory.managed.size</c> over the slots.</summary>
    public long SlotMemory { get; init; } = 1L << 30;
}
