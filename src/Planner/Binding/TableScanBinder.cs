using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Reads a catalog table: what the connector gives, then the computed columns, then the watermark.</summary>
internal sealed class TableScanBinder(BindEnvironment environment)
{
    /// <summary>All declared columns in their order; null after an error.</summary>
    public LogicalNode? Bind(TableDescriptor table, SourceSpan span)
    {
        IReadOnlyList<ColumnDescriptor> physical = table.PhysicalColumns;
        LogicalNode plan = new LogicalScan(table, Enumerable.Range(0, physical.Count).ToEquatable()) { Span = span };
        if (physical.Count != table.Columns.Count)
        {
            if (BindColumns(table, plan) is not { } columns)
            {
                return null;
            }

            plan = new LogicalProject(plan, columns.ToEquatable()) { Span = span };
        }

        return table.Watermark is { } watermark ? AddWatermark(table, watermark, plan) : plan;
    }

    /// <summary>The declared columns over the scan of the physical ones; null after an error.</summary>
    public List<ProjectedColumn>? BindColumns(TableDescriptor table, LogicalNode scan)
    {
        PlanSchema schema = scan.Schema;
        var binder = new ExpressionBinder(
            environment, Scope.Of(schema, new Relation(table.Path.Name, table.Path)), Clause.ComputedColumn);
        var columns = new List<ProjectedColumn>(table.Columns.Count);
        int next = 0;
        bool complete = true;
        foreach (ColumnDescriptor column in table.Columns)
        {
            Expr? value = column.Computed is null
                ? new ColumnExpr(next, column.Name, schema[next++].Type) { Span = scan.Span }
                : binder.Bind(column.Computed);
            complete &= value is not null;
            if (value is not null)
            {
                TimeAttribute time = value is ProcTimeExpr ? TimeAttribute.Proctime : TimeAttribute.None;
                columns.Add(new ProjectedColumn(value, column.Name, time));
            }
        }

        return complete ? columns : null;
    }

    private LogicalNode? AddWatermark(TableDescriptor table, WatermarkDescriptor watermark, LogicalNode plan)
    {
        PlanSchema schema = plan.Schema;
        int time = schema.ToSchema().IndexOf(watermark.Column);
        Scope scope = Scope.Of(schema, new Relation(table.Path.Name, table.Path));
        if (time < 0)
        {
            return null;
        }

        Expr? expression = watermark.FromSource
            ? new SourceWatermarkExpr(schema[time].Type)
            : new ExpressionBinder(environment, scope, Clause.Watermark).Bind(watermark.Expression);
        if (expression is null)
        {
            return null;
        }

        DataType type = schema[time].Type;
        expression = TypeCoercion.CanAssign(expression.Type, type) ? Coerce.To(expression, type) : expression;
        WatermarkOptions options = WatermarkOptions.Of(table);
        return new LogicalWatermark(plan, time, expression, options.OnEvent, options.NullTimes) { Span = plan.Span };
    }
}
