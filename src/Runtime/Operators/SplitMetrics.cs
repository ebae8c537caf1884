namespace FlinkSql.Runtime.Operators;

/// <summary>
/// What is to be known of one split while a job runs. Its task alone writes it; readers see values that are at most a
/// little old.
/// </summary>
/// <param name="name">As the connector calls it.</param>
public sealed class SplitMetrics(string name)
{
    public string Name { get; } = name;

    /// <summary>Its own watermark, ms since 1970-01-01T00:00; <see cref="long.MinValue"/> before the first.</summary>
    public long Watermark { get; internal set; } = long.MinValue;

    /// <summary>When it last gave a row, ms by the clock of the runtime; <see cref="long.MinValue"/> before that.</summary>
    public long LastRow { get; internal set; } = long.MinValue;

    /// <summary>Rows read from it.</summary>
    public long RowsOut { get; internal set; }

    /// <summary>Whether it is being read; one of several files waits for those before it.</summary>
    public bool Started { get; internal set; }

    /// <summary>Whether it has been silent for so long that it holds no watermark back.</summary>
    public bool Idle { get; internal set; }

    /// <summary>Whether it is too far ahead of its alignment group, and not read for as long as that is so.</summary>
    public bool Paused { get; internal set; }

    /// <summary>Whether it has given its last row.</summary>
    public bool Finished { get; internal set; }

    /// <summary>Goes on where a checkpoint was.</summary>
    internal void Restore(SplitState state)
    {
        Watermark = state.Watermark;
        RowsOut = state.RowsOut;
        Idle = state.Idle;
        Finished = state.Finished;
    }
}
