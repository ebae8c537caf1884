using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>Filter(Union(x, y), p) becomes Union(Filter(x, p), Filter(y, p)).</summary>
internal sealed class PushFilterThroughUnion : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalFilter { Input: LogicalUnion union } filter
            ? union with
            {
                Branches = union.Branches
                    .Select(LogicalNode (branch) => filter with { Input = branch }).ToEquatable(),
            }
            : null;
}
