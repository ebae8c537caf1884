using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Operators;

/// <summary>
/// Counters of one operator in one subtask. Its task alone writes them; readers see values that are at most a little
/// old.
/// </summary>
public sealed class OperatorMetrics(string operatorName, int subtask)
{
    public string OperatorName { get; } = operatorName;

    public int Subtask { get; } = subtask;

    /// <summary>Rows taken in.</summary>
    public long RowsIn { get; set; }

    /// <summary>Rows sent on.</summary>
    public long RowsOut { get; set; }

    /// <summary>Rows dropped because their window had closed: <c>numLateRecordsDropped</c>.</summary>
    public long LateRows { get; set; }

    /// <summary>Bad records that were skipped or sent to the dead letters.</summary>
    public long BadRecords { get; set; }

    /// <summary>Bytes read or written outside.</summary>
    public long Bytes { get; set; }

    /// <summary>The newest watermark, ms since 1970-01-01T00:00; <see cref="long.MinValue"/> before the first.</summary>
    public long Watermark { get; set; } = long.MinValue;

    /// <summary>Of a source: the splits this subtask reads, in order.</summary>
    public IReadOnlyList<SplitMetrics> Splits { get; internal set; } = [];

    /// <summary>Groups, windows or rows held as state.</summary>
    public long StateEntries { get; set; }

    /// <summary>Of that, what was forgotten because nobody wrote it for as long as state is kept.</summary>
    public long ExpiredState { get; set; }

    /// <summary>The newest watermark it has sent on; <see cref="long.MinValue"/> before the first.</summary>
    public long SentWatermark { get; set; } = long.MinValue;

    /// <summary>When <see cref="SentWatermark"/> last moved, by the clock; <see cref="long.MinValue"/> for never.</summary>
    public long SentWatermarkAt { get; set; } = long.MinValue;

    /// <summary>When it last sent rows on, by the clock; <see cref="long.MinValue"/> for never.</summary>
    public long LastRowAt { get; set; } = long.MinValue;

    /// <summary>Whether it has said that it is idle and holds no watermark back.</summary>
    public bool Idle { get; set; }

    /// <summary>Windows that hold rows and have not closed.</summary>
    public int OpenWindows { get; set; }

    /// <summary>
    /// The watermark (or clock) at which the first open window may close; <see cref="long.MaxValue"/> without one. A
    /// session may be extended until then.
    /// </summary>
    public long NextWindowAt { get; set; } = long.MaxValue;

    /// <summary>The names of <see cref="Counts"/>.</summary>
    internal static IReadOnlyList<string> CountNames { get; } = [.. new OperatorMetrics("", 0).Counts.Select(each => each.Name)];

    /// <summary>The counters that a restart goes on with.</summary>
    internal IEnumerable<(string Name, long Count)> Counts =>
    [
        ("rows-in", RowsIn), ("rows-out", RowsOut), ("late-rows", LateRows), ("bad-records", BadRecords), ("bytes", Bytes),
        ("expired-state", ExpiredState),
    ];

    /// <summary>Goes on counting where a checkpoint was.</summary>
    internal void Restore(RestoredState state)
    {
        RowsIn = state.Share("rows-in");
        RowsOut = state.Share("rows-out");
        LateRows = state.Share("late-rows");
        BadRecords = state.Share("bad-records");
        Bytes = state.Share("bytes");
        ExpiredState = state.Share("expired-state");
    }
}
