using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Logical;

/// <summary>An EMIT clause with its intervals in milliseconds; what was not written is null.</summary>
/// <param name="Trigger">What makes the query emit.</param>
/// <param name="Interval">The period of PERIODIC or the delay of ON UPDATE.</param>
/// <param name="AllowedLateness">How long after its end a window takes rows.</param>
/// <param name="Timeout">After how long without input windows close.</param>
/// <param name="Mode">What an emission holds.</param>
public sealed record EmitRequest(
    EmitTrigger Trigger, long? Interval, long? AllowedLateness, long? Timeout, OutputMode? Mode)
{
    /// <summary>Where it is written; no part of equality.</summary>
    public SourceSpan Span { get; init; }

    public bool Equals(EmitRequest? other) => other is not null && Trigger == other.Trigger
        && Interval == other.Interval && AllowedLateness == other.AllowedLateness && Timeout == other.Timeout
        && Mode == other.Mode;

    public override int GetHashCode() => HashCode.Combine(Trigger, Interval, AllowedLateness, Timeout, Mode);
}
