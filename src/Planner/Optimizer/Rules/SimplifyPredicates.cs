using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Logic that can be seen to be simpler: <c>x AND TRUE</c> becomes <c>x</c>, <c>NOT (a &lt; b)</c> becomes
/// <c>a &gt;= b</c>, <c>a AND a</c> becomes <c>a</c>, IS NULL of what is never NULL becomes FALSE.
/// </summary>
internal sealed class SimplifyPredicates : Rule
{
    public override LogicalNode? Apply(LogicalNode node) => node switch
    {
        LogicalFilter filter when BooleanLogic.SimplifyCondition(filter.Predicate) is var predicate
            && !ReferenceEquals(predicate, filter.Predicate) => filter with { Predicate = predicate },
        LogicalFilter => null,
        _ => NodeExpressions.Map(node, BooleanLogic.Simplify),
    };
}
