using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// Takes -U rows out of a plan whose consumer works by key. Only operators that pass changes of a key through whole can
/// do that: a filter on other columns would lose the -U of a row that no longer passes (SEMANTICS 9).
/// </summary>
internal static class UpdateBefore
{
    /// <summary>The node without -U rows, or null where they are needed.</summary>
    public static PhysicalNode? Drop(PhysicalNode node)
    {
        if (!node.Traits.Mode.HasFlag(ChangelogMode.UpdateBefore))
        {
            return node;
        }

        return node switch
        {
            PhysicalSource => TraitDerivation.Derive(new PhysicalDropUpdateBefore(node) { Span = node.Span }),
            PhysicalChangelogNormalize => TraitDerivation.Derive(
                new PhysicalDropUpdateBefore(node) { Span = node.Span }),
            PhysicalGroupAggregate aggregate => TraitDerivation.Derive(aggregate with { EmitsUpdateBefore = false }),
            PhysicalWindowAggregate aggregate => TraitDerivation.Derive(aggregate with { EmitsUpdateBefore = false }),
            PhysicalTopN topN => TraitDerivation.Derive(topN with { EmitsUpdateBefore = false }),
            PhysicalDeduplicate deduplicate => TraitDerivation.Derive(deduplicate with { EmitsUpdateBefore = false }),
            PhysicalCalc calc when FiltersWholeKeys(calc) => OverInput(calc),
            PhysicalExchange exchange when KeepsKeysTogether(exchange) => OverInput(exchange),
            PhysicalWatermark => OverInput(node),
            _ => null,
        };
    }

    private static PhysicalNode? OverInput(PhysicalNode node) =>
        Drop(node.Inputs[0]) is PhysicalNode input ? TraitDerivation.Derive(node.WithInputs([input])) : null;

    private static bool FiltersWholeKeys(PhysicalCalc calc) =>
        calc.Filter is not Expr filter
        || calc.Input.Traits.UpsertKeys.Any(key => ExprColumns.ReadsOnly(filter, column => key.Contains(column)));

    // A row that moves to another subtask must be taken back in the one it leaves.
    private static bool KeepsKeysTogether(PhysicalExchange exchange) =>
        exchange.Input.Traits.UpsertKeys.Any(key =>
            exchange.Distribution.Keys.All(column => key.Contains(column)));
}
