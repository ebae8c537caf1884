namespace FlinkSql.Runtime.Operators;

/// <summary>What becomes of a row whose event time is NULL, <c>table.exec.source.rowtime-null-handling</c>.</summary>
public enum NullRowtime
{
    /// <summary>The job fails.</summary>
    Fail,

    /// <summary>The row is left out, and counted as a bad record.</summary>
    Drop,

    /// <summary>The row passes, and does not move the watermark.</summary>
    Keep,
}
