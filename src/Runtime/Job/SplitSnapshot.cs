using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Runtime.Job;

/// <summary>What is known of one split of a source at one moment.</summary>
public sealed record SplitSnapshot
{
    /// <summary>As the connector calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The subtask that reads it.</summary>
    public required int Subtask { get; init; }

    /// <summary>Its own watermark; <see cref="WatermarkElement.Min"/> before the first.</summary>
    public required long Watermark { get; init; }

    /// <summary>When it last gave a row, ms by the clock of the runtime; <see cref="long.MinValue"/> before that.</summary>
    public required long LastRow { get; init; }

    /// <summary>Rows read from it.</summary>
    public required long RowsOut { get; init; }

    /// <summary>Whether it is being read; one of several files waits for those before it.</summary>
    public required bool Started { get; init; }

    /// <summary>Whether it has been silent for so long that it holds no watermark back.</summary>
    public required bool Idle { get; init; }

    /// <summary>Whether it waits for the others of its alignment group.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether it has given its last row.</summary>
    public required bool Finished { get; init; }

    internal static IEnumerable<SplitSnapshot> Of(OperatorMetrics source) => source.Splits.Select(split => new SplitSnapshot
    {
        Name = split.Name,
        Subtask = source.Subtask,
        Watermark = split.Watermark,
        LastRow = split.LastRow,
        RowsOut = split.RowsOut,
        Started = split.Started,
        Idle = split.Idle,
        Paused = split.Paused,
        Finished = split.Finished,
    });
}
