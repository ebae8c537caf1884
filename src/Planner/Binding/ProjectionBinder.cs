using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Builds the end of a SELECT: the select list, DISTINCT, ORDER BY and LIMIT.</summary>
internal sealed class ProjectionBinder(BindEnvironment environment)
{
    public LogicalNode? Bind(SelectStage stage, bool distinct, SortLimits limits, SourceSpan span)
    {
        PlanSchema schema = stage.Plan.Schema;
        var columns = new List<ProjectedColumn>(stage.Expressions.Items.Select(item => WithTime(item, schema)));
        int visible = columns.Count;
        var keys = new List<SortKey>();
        foreach (SortItem item in stage.Expressions.Order)
        {
            int column = columns.FindIndex(candidate => candidate.Value.Equals(item.Key));
            if (column < 0 && distinct)
            {
                environment.Report(BinderErrors.OrderByNotSelected(item.Key.Span));
                return null;
            }

            if (column < 0)
            {
                column = columns.Count;
                columns.Add(WithTime(new ProjectedColumn(item.Key, $"sort{columns.Count}"), schema));
            }

            keys.Add(new SortKey(column, item.Descending, item.NullsFirst));
        }

        LogicalNode plan = IsIdentity(columns, schema)
            ? stage.Plan
            : new LogicalProject(stage.Plan, columns.ToEquatable()) { Span = span };
        if (distinct)
        {
            plan = Distinct(plan);
        }

        return SortBinder.Sorted(plan, keys, limits, visible);
    }

    /// <summary>Each different row once.</summary>
    public static LogicalNode Distinct(LogicalNode plan) =>
        new LogicalAggregate(plan, Enumerable.Range(0, plan.Schema.Count).ToEquatable(), [], []) { Span = plan.Span };

    private static ProjectedColumn WithTime(ProjectedColumn column, PlanSchema schema) => column with
    {
        Time = column.Value switch
        {
            ColumnExpr bare => schema[bare.Column].Time,
            ProcTimeExpr => TimeAttribute.Proctime,
            _ => TimeAttribute.None,
        },
    };

    private static bool IsIdentity(List<ProjectedColumn> columns, PlanSchema schema) =>
        columns.Count == schema.Count
        && columns.Select((column, index) => column.Value is ColumnExpr bare && bare.Column == index
            && column.Name == schema[index].Name).All(same => same);
}
