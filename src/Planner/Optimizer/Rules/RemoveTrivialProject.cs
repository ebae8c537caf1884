using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>A projection that only repeats its input goes.</summary>
internal sealed class RemoveTrivialProject : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalProject project && ExprColumns.IsIdentity(project.Columns, project.Input.Schema)
            ? project.Input
            : null;
}
