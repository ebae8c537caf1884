using FlinkSql.Planner.Optimizer.Rules;

namespace FlinkSql.Planner.Optimizer;

/// <summary>All rules, stage by stage, in the order in which they run.</summary>
public static class RuleSets
{
    public static IReadOnlyList<RuleStage> All { get; } =
    [
        new("windows", [new AggregateToWindowAggregate()]),
    ];
}
