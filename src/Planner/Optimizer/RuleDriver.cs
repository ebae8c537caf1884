using System.Runtime.CompilerServices;
using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>Runs the stages of rules over a plan, and verifies and records each firing.</summary>
public sealed class RuleDriver
{
    // Far above what any query needs: rules that undo each other must not hang a session.
    private const int MaxFirings = 10_000;

    private readonly PlannerOptions _options;
    private readonly List<RuleFiring> _trace;
    private int _firings;

    private RuleDriver(PlannerOptions options, List<RuleFiring> trace) => (_options, _trace) = (options, trace);

    public static LogicalNode Run(
        LogicalNode root, IReadOnlyList<RuleStage> stages, PlannerOptions options, List<RuleFiring> trace)
    {
        var driver = new RuleDriver(options, trace);
        PlanVerifier.Verify(root, "binder");
        foreach (RuleStage stage in stages)
        {
            root = driver.Run(root, stage);
        }

        return root;
    }

    private LogicalNode Run(LogicalNode root, RuleStage stage)
    {
        Rule[] rules = [.. stage.Rules.Where(rule => !_options.DisabledRules.Contains(rule.Name))];
        while (true)
        {
            LogicalNode next = Visit(root, stage.Name, rules);
            if (ReferenceEquals(next, root))
            {
                return root;
            }

            root = next;
        }
    }

    /// <summary>One pass, inputs first.</summary>
    private LogicalNode Visit(LogicalNode node, string stage, Rule[] rules)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        EquatableArray<LogicalNode> inputs = node.Inputs;
        LogicalNode[] visited = [.. inputs.Select(input => Visit(input, stage, rules))];
        if (Enumerable.Range(0, visited.Length).Any(input => !ReferenceEquals(visited[input], inputs[input])))
        {
            node = node.WithInputs(visited.ToEquatable());
        }

        foreach (Rule rule in rules)
        {
            if (rule.Apply(node) is LogicalNode after && !ReferenceEquals(after, node))
            {
                node = Fire(stage, rule, node, after);
            }
        }

        return node;
    }

    private LogicalNode Fire(string stage, Rule rule, LogicalNode before, LogicalNode after)
    {
        // Nodes that a rule makes stand where those stood that they replace.
        after = after.Span.IsNone ? after with { Span = before.Span } : after;
        PlanVerifier.VerifyRewrite(before, after, rule.Name);
        _trace.Add(new RuleFiring(stage, rule.Name, before, after));
        return ++_firings <= MaxFirings
            ? after
            : throw new InvalidOperationException(
                $"optimizer: stage {stage} does not come to an end; the last rule was {rule.Name}");
    }
}
