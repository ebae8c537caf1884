using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Engine;

/// <summary>EXPLAIN: plans a statement and prints the stages asked for; nothing runs.</summary>
internal sealed class ExplainStatement(Session session, StatementExecutor executor)
{
    private static readonly ExplainDetail[] LaterWork = [ExplainDetail.Analyze];

    public TextOutcome Execute(ExplainSyntax explain, string sql)
    {
        foreach (ExplainDetail detail in explain.Details.Where(LaterWork.Contains))
        {
            throw new EngineException(
                [EngineErrors.NotSupported($"EXPLAIN {detail.ToString().ToUpperInvariant()}", explain.Span)], sql);
        }

        (IReadOnlyList<LogicalNode> sinks, IReadOnlyList<Diagnostic> notes) = executor.Bind(explain.Statement, sql);
        PlanResult plan = executor.Plan(sinks, sql);
        string text = explain.Details.AsSpan().SequenceEqual([ExplainDetail.Code])
            ? ""
            : ExplainText.Print(
                plan, [.. explain.Details], sql, explain.Statement, session.Settings.ToPlannerOptions());
        if (explain.Details.Contains(ExplainDetail.Code))
        {
            text += $"{(text.Length == 0 ? "" : "\n")}== Code ==\n{session.Jobs.Code(plan, sql)}";
        }

        return new TextOutcome(text.TrimEnd()) { Notes = notes };
    }
}
