using System.Text;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Printing;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>The text of EXPLAIN, section by section.</summary>
public static class ExplainText
{
    /// <summary>Explains a planned statement.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="details">
    /// What was asked for. Nothing, or only details of Flink: Flink's three sections. Stages of our own: those alone.
    /// </param>
    /// <param name="sql">The text that positions count in.</param>
    /// <param name="statement">The statement that is explained, for its syntax; null shows none.</param>
    /// <param name="planner">The settings the plan was made with; null for the defaults.</param>
    public static string Print(
        PlanResult plan,
        IReadOnlyList<ExplainDetail> details,
        string sql,
        StatementSyntax? statement = null,
        PlannerOptions? planner = null)
    {
        var options = new PrintOptions
        {
            Sql = sql,
            ChangelogMode = details.Contains(ExplainDetail.ChangelogMode),
            UpsertKeys = details.Contains(ExplainDetail.ChangelogMode),
            Cost = details.Contains(ExplainDetail.EstimatedCost),
            Planner = planner ?? new PlannerOptions(),
        };
        var text = new StringBuilder();
        foreach (ExplainDetail stage in Stages(details))
        {
            if (Section(stage, plan, options, statement) is (string title, string body))
            {
                text.Append(text.Length == 0 ? "" : "\n").Append($"== {title} ==\n").Append(body);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<ExplainDetail> Stages(IReadOnlyList<ExplainDetail> details)
    {
        ExplainDetail[] own = [.. details.Where(detail => detail < ExplainDetail.EstimatedCost)];
        ExplainDetail[] more = [.. details.Where(detail =>
            detail is ExplainDetail.JsonExecutionPlan or ExplainDetail.PlanAdvice)];
        if (own.Length == 0)
        {
            return [ExplainDetail.Logical, ExplainDetail.Physical, ExplainDetail.Graph, .. more];
        }

        // These tell by the numbers of the physical plan.
        bool needsPlan = own.Any(detail => detail is ExplainDetail.State or ExplainDetail.Watermark
            or ExplainDetail.Source or ExplainDetail.Delivery)
            && !own.Contains(ExplainDetail.Physical);
        return [.. needsPlan ? new[] { ExplainDetail.Physical } : [], .. own, .. more];
    }

    private static (string Title, string Body)? Section(
        ExplainDetail stage, PlanResult plan, PrintOptions options, StatementSyntax? statement) => stage switch
        {
            ExplainDetail.Ast when statement is not null => ("Syntax", SyntaxPrinter.Print(statement) + "\n"),
            ExplainDetail.Logical => ("Abstract Syntax Tree", PlanPrinter.Print(plan.Logical, options)),
            ExplainDetail.Optimized => ("Optimized Logical Plan", PlanPrinter.Print(plan.Optimized, options)),
            ExplainDetail.Physical => ("Optimized Physical Plan", PlanPrinter.Print(plan.Physical, options)),
            ExplainDetail.Graph when plan.StreamGraph is not null =>
                ("Optimized Execution Plan", GraphText.Print(plan.StreamGraph)),
            ExplainDetail.Job when plan.JobGraph is not null => ("Job Graph", GraphText.Print(plan.JobGraph)),
            ExplainDetail.Trace => ("Rules", TraceText.Print(plan.Trace)),
            ExplainDetail.State => ("State", StateText.Print(plan.Physical, options.Planner)),
            ExplainDetail.Watermark => ("Watermark", WatermarkText.Print(plan.Physical, options.Sql!, options.Planner)),
            ExplainDetail.Source => ("Source", SourceText.Print(plan.Physical, options.Sql!)),
            ExplainDetail.Delivery => ("Delivery", DeliveryText.Print(plan.Physical, options.Planner)),
            ExplainDetail.JsonExecutionPlan when plan.StreamGraph is not null =>
                ("Physical Execution Plan", ExecutionPlanJson.Print(plan.StreamGraph)),
            ExplainDetail.PlanAdvice => ("Plan Advice", Advice(plan)),
            _ => null,
        };

    private static string Advice(PlanResult plan)
    {
        if (plan.Advice.Count == 0)
        {
            return "No available advice...\n";
        }

        var text = new StringBuilder();
        IReadOnlyList<(int Number, PhysicalNode Node)> numbers = PlanPrinter.Numbers(plan.Physical);
        for (int index = 0; index < plan.Advice.Count; index++)
        {
            PlanAdvice advice = plan.Advice[index];
            string kind = advice.Severity == Severity.Warning ? "WARNING" : "ADVICE";
            int number = numbers.First(entry => ReferenceEquals(entry.Node, advice.Node)).Number;
            text.Append($"advice[{index + 1}]: [{kind}] {advice.Code} at [{number}]: {advice.Text}\n");
            text.Append(advice.Setting is null ? "" : $"    {advice.Setting}\n");
        }

        return text.ToString();
    }
}
