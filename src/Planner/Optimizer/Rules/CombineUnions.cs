using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>Union(Union(x, y), z) becomes Union(x, y, z).</summary>
internal sealed class CombineUnions : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalUnion union && union.Branches.Any(branch => branch is LogicalUnion)
            ? union with
            {
                Branches = union.Branches.SelectMany(IEnumerable<LogicalNode> (branch) =>
                    branch is LogicalUnion inner ? inner.Branches : [branch]).ToEquatable(),
            }
            : null;
}
