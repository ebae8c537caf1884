using FlinkSql.Functions;
using FlinkSql.Planner.Optimizer.Rules;

namespace FlinkSql.Planner.Optimizer;

/// <summary>All rules, stage by stage, in the order in which they run.</summary>
public static class RuleSets
{
    public static IReadOnlyList<RuleStage> For(PlannerOptions options)
    {
        Rule[] simplify =
        [
            new FoldConstants(new QueryContext(options.Zone, TimeProvider.System)),
            new RemoveRedundantCasts(),
            new SimplifyPredicates(),
            new RemoveFilter(),
        ];

        // Merging comes first: then a filter moves once, not part by part.
        Rule[] filters =
        [
            new MergeFilters(),
            new PushFilterThroughProject(),
            new PushFilterThroughUnion(),
            new PushFilterThroughWindow(),
            new PushFilterIntoJoin(),
            new RankToTopN(),
        ];

        Rule[] projects = [new MergeProjects(), new RemoveTrivialProject(), new CombineUnions()];

        return
        [
            new RuleStage("simplify", simplify),
            new RuleStage("move filters", [.. simplify, .. filters, .. projects]),

            // After filters have moved: one that stands between window and aggregate forces rows to carry windows.
            // Before filters pass aggregates: a filter on window_start must not get between the two.
            new RuleStage("windows", [new AggregateToWindowAggregate()]),
            new RuleStage("move filters on", [.. simplify, .. filters, new PushFilterThroughAggregate(), .. projects]),

            // After the window rules, which show who needs event time; before pruning, which keeps what watermarks read.
            new RuleStage("watermarks", [new RemoveUnusedWatermark(options)]),
            new RuleStage("prune", [new PruneColumns()]),

            // After simplification, which opens and sorts the ORs that become sets.
            new RuleStage("finish", [.. projects, new PushFilterThroughProject(), new OrToIn()]),
        ];
    }
}
