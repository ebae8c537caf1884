namespace FlinkSql.Engine.Why;

/// <summary>Why a job gives no rows.</summary>
public enum Cause
{
    /// <summary>Its tasks have not been made yet.</summary>
    Starting,

    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It has read its input to the end.</summary>
    Finished,

    /// <summary>Whoever reads the result has stopped reading.</summary>
    ResultNotRead,

    /// <summary>An operator or sink takes rows slower than they come.</summary>
    Backpressure,

    /// <summary>A source has given no row yet.</summary>
    NoRowsRead,

    /// <summary>A filter lets no row through.</summary>
    AllFiltered,

    /// <summary>Every row came after its window had closed.</summary>
    AllLate,

    /// <summary>An operator has taken rows and keeps them to itself.</summary>
    RowsKept,

    /// <summary>Rows are sorted or counted, and given at the end of the input.</summary>
    WaitsForEnd,

    /// <summary>Nothing makes watermarks on the way to the window.</summary>
    NoWatermark,

    /// <summary>Rows came, but the watermark expression gave no time for any.</summary>
    WatermarkNeverSet,

    /// <summary>One input is silent and holds the watermark back while others move on.</summary>
    SilentInput,

    /// <summary>Every input is idle.</summary>
    AllIdle,

    /// <summary>No rows come any more, and event time moves only with rows.</summary>
    SourceQuiet,

    /// <summary>Rows come, but none is newer than those before.</summary>
    TimeStandsStill,

    /// <summary>The watermark moves, but has not reached the end of the window.</summary>
    WindowOpen,

    /// <summary>The window closes by the clock, later.</summary>
    WindowOpenByClock,

    /// <summary>Rows are on their way; nothing holds them.</summary>
    Flowing,
}
