using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>Rewrites the expressions of a node, whatever node it is.</summary>
internal static class NodeExpressions
{
    /// <summary>The node over mapped expressions; null when none changed.</summary>
    public static LogicalNode? Map(LogicalNode node, Func<Expr, Expr> map)
    {
        switch (node)
        {
            case LogicalFilter filter:
                Expr predicate = map(filter.Predicate);
                return ReferenceEquals(predicate, filter.Predicate) ? null : filter with { Predicate = predicate };
            case LogicalJoin join:
                Expr condition = map(join.Condition);
                return ReferenceEquals(condition, join.Condition) ? null : join with { Condition = condition };
            case LogicalWatermark watermark:
                Expr expression = map(watermark.Watermark);
                return ReferenceEquals(expression, watermark.Watermark)
                    ? null
                    : watermark with { Watermark = expression };
            case LogicalProject project:
                ProjectedColumn[] columns = [.. project.Columns.Select(column => Map(column, map))];
                bool changed = Enumerable.Range(0, columns.Length)
                    .Any(column => !ReferenceEquals(columns[column], project.Columns[column]));
                return changed ? project with { Columns = columns.ToEquatable() } : null;
            default:
                return null;
        }
    }

    private static ProjectedColumn Map(ProjectedColumn column, Func<Expr, Expr> map)
    {
        Expr mapped = map(column.Value);
        Expr value = ReferenceEquals(mapped, column.Value)
            ? mapped
            : ExprRewriter.KeepType(mapped, column.Value.Type);
        return value.Equals(column.Value) ? column : column with { Value = value };
    }
}
