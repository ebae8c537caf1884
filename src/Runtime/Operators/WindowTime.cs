namespace FlinkSql.Runtime.Operators;

/// <summary>What decides when windows close, and on which line of time they lie.</summary>
public enum WindowTime
{
    /// <summary>The watermark; windows over TIMESTAMP.</summary>
    Event,

    /// <summary>The watermark; windows over TIMESTAMP_LTZ, which follow the clock of the session zone.</summary>
    LocalEvent,

    /// <summary>The clock of the runtime; windows follow the session zone.</summary>
    Processing,
}
