namespace FlinkSql.Runtime.Operators;

/// <summary>What made a window hand out a row: the values of WINDOW_CLOSED_BY().</summary>
public enum WindowCause : byte
{
    /// <summary>The watermark passed its last instant.</summary>
    Watermark,

    /// <summary>No row came for the time set.</summary>
    Timeout,

    /// <summary>There is no more input.</summary>
    EndOfInput,

    /// <summary>It fired before its end.</summary>
    Early,

    /// <summary>It fired again for rows that came behind its end.</summary>
    Late,

    /// <summary>Its end, in processing time.</summary>
    Clock,
}
