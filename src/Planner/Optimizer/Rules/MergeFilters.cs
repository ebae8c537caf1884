using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>Filter(Filter(x, p), q) becomes Filter(x, p AND q).</summary>
internal sealed class MergeFilters : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalFilter { Input: LogicalFilter inner } outer
            ? new LogicalFilter(inner.Input, Conjunction.And(inner.Predicate, outer.Predicate))
            : null;
}
