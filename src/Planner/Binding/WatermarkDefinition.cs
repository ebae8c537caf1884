using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Adds WATERMARK FOR .. AS .. to a definition.</summary>
internal sealed class WatermarkDefinition(BindEnvironment environment, TableDefinition definition)
{
    public bool Add(IReadOnlyList<WatermarkSyntax> watermarks)
    {
        if (watermarks.Count > 1)
        {
            environment.Report(BinderErrors.SecondWatermark(environment.SpanOf(watermarks[1])));
            return false;
        }

        return watermarks.Count == 0 || Add(watermarks[0]);
    }

    private bool Add(WatermarkSyntax watermark)
    {
        IdentifierSyntax name = watermark.Column.Name[0];
        if (watermark.Column.Name.Count > 1)
        {
            environment.Report(BinderErrors.NotSupportedYet(
                environment.SpanOf(watermark.Column),
                "a WATERMARK on a field of a ROW",
                $"add a computed column: event_time AS {string.Join(".", watermark.Column.Name.Select(part => part.Name))}"));
            return false;
        }

        int position = definition.IndexOf(name.Name);
        if (position < 0 || definition.Failed.Contains(name.Name))
        {
            if (!definition.Failed.Contains(name.Name))
            {
                environment.Report(BinderErrors.WatermarkColumnNotFound(
                    environment.SpanOf(name), name.Name, [.. definition.Columns.Select(column => column.Name)]));
            }

            return false;
        }

        return CheckType(name, definition.Columns[position].Type, definition.Columns[position])
            && CheckExpression(watermark, name.Name, definition.Columns[position].Type);
    }

    private bool CheckType(IdentifierSyntax name, DataType type, ColumnDescriptor column)
    {
        if (type is TimestampType { Precision: <= 3 } && !IsProctime(column))
        {
            return true;
        }

        environment.Report(IsProctime(column)
            ? BinderErrors.WatermarkOnProctime(environment.SpanOf(name), name.Name)
            : BinderErrors.WatermarkNotATime(environment.SpanOf(name), name.Name, type, TimeColumnHint.For(name.Name, type)));
        return false;
    }

    private static bool IsProctime(ColumnDescriptor column) =>
        column.Computed is FunctionCallSyntax { Name: [var call], Arguments.Count: 0 }
        && string.Equals(call.Name, "PROCTIME", StringComparison.OrdinalIgnoreCase);

    private bool CheckExpression(WatermarkSyntax watermark, string column, DataType type)
    {
        if (WatermarkDescriptor.IsFromSource(watermark.Expression))
        {
            definition.Watermark = new WatermarkDescriptor(column, watermark.Expression);
            return true;
        }

        PlanColumn[] columns = [.. definition.Columns.Select(each => new PlanColumn(each.Name, each.Type))];
        Scope scope = Scope.Of(new PlanSchema(columns.ToEquatable()), new Relation("the table"))
            with
        { Incomplete = definition.Failed.Count != 0 };
        Expr? value = new ExpressionBinder(environment, scope, Clause.Watermark).Bind(watermark.Expression);
        if (value is null)
        {
            return false;
        }

        if (value.Type is not TimestampType)
        {
            environment.Report(BinderErrors.WatermarkExpression(value.Span, column, type, value.Type));
            return false;
        }

        if (value is ColumnExpr bare && bare.Name == column)
        {
            environment.Report(BinderErrors.WatermarkWithoutDelay(value.Span, column));
        }

        definition.Watermark = new WatermarkDescriptor(column, watermark.Expression);
        return true;
    }
}
