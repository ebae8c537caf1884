using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>Filter(Project(x, columns), p) becomes Project(Filter(x, p over columns), columns).</summary>
internal sealed class PushFilterThroughProject : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalFilter { Input: LogicalProject project } filter
            || !ExprColumns.ReadsOnly(
                filter.Predicate, column => ExprColumns.IsDeterministic(project.Columns[column].Value)))
        {
            return null;
        }

        Expr predicate = ExprColumns.Substitute(filter.Predicate, project.Columns);
        return project with { Input = new LogicalFilter(project.Input, predicate) { Span = filter.Span } };
    }
}
