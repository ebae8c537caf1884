namespace FlinkSql.Runtime.Operators;

/// <summary>When an <see cref="OutputOperator"/> hands on what has changed; the end of input always does.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Milliseconds">The length of an interval or a delay.</param>
public readonly record struct OutputTrigger(OutputTriggerKind Kind, long Milliseconds = 0);

/// <summary>See <see cref="OutputTrigger"/>.</summary>
public enum OutputTriggerKind
{
    /// <summary>The watermark advances.</summary>
    Watermark,

    /// <summary>A batch has been worked off.</summary>
    Batch,

    /// <summary>The clock passes a multiple of the interval.</summary>
    Interval,

    /// <summary>So long after the first change.</summary>
    Delay,
}
