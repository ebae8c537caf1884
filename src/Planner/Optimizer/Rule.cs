using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>
/// A rewrite that keeps the meaning of a plan. A rule looks at one node and what is below it; the driver walks,
/// repeats and verifies. The name of a rule is the name of its type.
/// </summary>
public abstract class Rule
{
    public string Name => GetType().Name;

    /// <summary>What replaces the node, or null where the rule has nothing to do.</summary>
    public abstract LogicalNode? Apply(LogicalNode node);
}

/// <summary>Rules that run together until none of them has anything left to do.</summary>
public sealed record RuleStage(string Name, IReadOnlyList<Rule> Rules);

/// <summary>One firing of a rule, for EXPLAIN TRACE.</summary>
public sealed record RuleFiring(string Stage, string Rule, LogicalNode Before, LogicalNode After);
