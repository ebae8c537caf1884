using System.Text;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Optimizer;

namespace FlinkSql.Planner.Explain;

/// <summary>Prints each firing of a rule: the part of the plan that it took, and what it made of it.</summary>
public static class TraceText
{
    public static string Print(IReadOnlyList<RuleFiring> trace)
    {
        var text = new StringBuilder();
        for (int firing = 0; firing < trace.Count; firing++)
        {
            RuleFiring fired = trace[firing];
            HashSet<LogicalNode> before = Nodes(fired.Before);
            HashSet<LogicalNode> after = Nodes(fired.After);
            text.Append($"{firing + 1}. {fired.Rule} ({fired.Stage})\n")
                .Append(Indent(PlanPrinter.Print(fired.Before, new PrintOptions { Known = after })))
                .Append("  =>\n")
                .Append(Indent(PlanPrinter.Print(fired.After, new PrintOptions { Known = before })));
        }

        return text.Length == 0 ? "no rule fired\n" : text.ToString();
    }

    private static HashSet<LogicalNode> Nodes(LogicalNode root)
    {
        var nodes = new HashSet<LogicalNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<LogicalNode>([root]);
        while (open.TryPop(out LogicalNode? node))
        {
            nodes.Add(node);
            foreach (LogicalNode input in node.Inputs)
            {
                open.Push(input);
            }
        }

        return nodes;
    }

    private static string Indent(string text) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  {line}\n"));
}
