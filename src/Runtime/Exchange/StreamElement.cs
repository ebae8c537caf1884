using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Exchange;

/// <summary>All that flows between tasks, in band and in order.</summary>
public abstract record StreamElement;

/// <summary>Rows, with the watermarks between them.</summary>
public sealed record BatchElement(RecordBatch Batch) : StreamElement;

/// <summary>No more rows at or before this time (ms since 1970-01-01T00:00) are expected.</summary>
public sealed record WatermarkElement(long Time) : StreamElement
{
    /// <summary>The watermark at the end of input: after every time there is.</summary>
    public const long Max = long.MaxValue;

    /// <summary>The watermark before any other.</summary>
    public const long Min = long.MinValue;
}

/// <summary>Separates the rows of one checkpoint from those of the next.</summary>
/// <param name="CheckpointId">The number of the checkpoint.</param>
/// <param name="Timestamp">When it was begun, ms since 1970-01-01T00:00Z.</param>
public sealed record BarrierElement(long CheckpointId, long Timestamp) : StreamElement
{
    /// <summary>
    /// Whether the job stops here: behind it a task does nothing, so that nothing is seen twice when the job goes on from
    /// there.
    /// </summary>
    public bool Stops { get; init; }

    /// <summary>
    /// How long after <see cref="Timestamp"/> it no longer waits for the rows before it; zero at once, null never.
    /// </summary>
    public TimeSpan? OvertakesAfter { get; init; }

    /// <summary>Where the tasks write their state.</summary>
    public CheckpointLocation Location { get; init; } = new(CheckpointId, "", IsSavepoint: false);
}

/// <summary>Whether the sender takes part in watermarks: an idle one holds nobody back.</summary>
public sealed record StatusElement(bool Idle) : StreamElement;

/// <summary>The sender has sent all it ever will.</summary>
public sealed record EndElement : StreamElement
{
    public static readonly EndElement Instance = new();
}
