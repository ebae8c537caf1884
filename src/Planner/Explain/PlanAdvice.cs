using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>One remark about a plan.</summary>
/// <param name="Code">Its code, <c>FLS32xx</c>.</param>
/// <param name="Severity">A warning where results may surprise, a note where it may cost.</param>
/// <param name="Text">What it is.</param>
/// <param name="Setting">What to set or write instead; null where there is nothing.</param>
/// <param name="Node">The operator it is about.</param>
public sealed record PlanAdvice(string Code, Severity Severity, string Text, string? Setting, PhysicalNode Node)
{
    /// <summary>The remark as a diagnostic, to be shown when a job is submitted.</summary>
    public Diagnostic ToDiagnostic() => new(Code, Severity, Node.Span, Text) { Hint = Setting };
}
