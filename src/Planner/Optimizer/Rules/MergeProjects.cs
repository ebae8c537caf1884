using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Project(Project(x, inner), outer) becomes one Project(x, outer over inner), unless that would compute something
/// twice that is costly or gives another value each time.
/// </summary>
internal sealed class MergeProjects : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalProject { Input: LogicalProject inner } outer && MayMerge(outer, inner)
            ? outer with
            {
                Input = inner.Input,
                Columns = outer.Columns.Select(column => Merge(column, inner.Columns)).ToEquatable(),
            }
            : null;

    private static ProjectedColumn Merge(ProjectedColumn column, EquatableArray<ProjectedColumn> inner) =>
        column with { Value = ExprColumns.Substitute(column.Value, inner) };

    private static bool MayMerge(LogicalProject outer, LogicalProject inner)
    {
        int[] uses = new int[inner.Columns.Count];
        foreach (ProjectedColumn column in outer.Columns)
        {
            Count(column.Value, uses);
        }

        return Enumerable.Range(0, uses.Length).All(column => uses[column] <= 1 || IsCheap(inner.Columns[column].Value));
    }

    private static void Count(Expr expr, int[] uses)
    {
        if (expr is ColumnExpr column)
        {
            uses[column.Column]++;
        }

        foreach (Expr operand in expr.Operands)
        {
            Count(operand, uses);
        }
    }

    private static bool IsCheap(Expr expr) =>
        expr is ColumnExpr or LiteralExpr || (expr is FieldExpr field && IsCheap(field.Operand));
}
