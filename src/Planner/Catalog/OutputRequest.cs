using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Catalog;

/// <summary>What a table's options or the settings of a session ask of an output; null is not said.</summary>
/// <param name="Mode">What an output holds.</param>
/// <param name="Trigger">When rows are handed on.</param>
public sealed record OutputRequest(OutputMode? Mode, OutputTrigger? Trigger)
{
    /// <summary>Nothing is asked for.</summary>
    public static readonly OutputRequest None = new(null, null);
}

/// <summary>When an output in the modes update and complete hands on what has changed; the end of input always does.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Milliseconds">The length of an interval or a delay.</param>
public sealed record OutputTrigger(OutputTriggerKind Kind, long Milliseconds = 0)
{
    /// <summary>Each watermark.</summary>
    public static readonly OutputTrigger Watermark = new(OutputTriggerKind.Watermark);

    /// <summary>Each batch.</summary>
    public static readonly OutputTrigger Batch = new(OutputTriggerKind.Batch);
}

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
