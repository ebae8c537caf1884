using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Gives a bound table, and its columns, other names.</summary>
internal static class TableAliases
{
    public static BoundTable Rename(
        BoundTable table, Relation relation, IdentifierSyntax[] columns, BindEnvironment environment)
    {
        if (table.Plan is null)
        {
            return BoundTable.FailedAs(relation.Alias);
        }

        PlanSchema schema = table.Plan.Schema;
        if (columns.Length == 0)
        {
            return new BoundTable(table.Plan, Scope.Of(schema, relation));
        }

        if (columns.Length != schema.Count)
        {
            string[] names = [.. schema.Columns.Select(column => column.Name)];
            environment.Report(BinderErrors.ColumnListLength(
                environment.SpanOf(columns[0]).To(environment.SpanOf(columns[^1])), relation.Display, columns.Length, names));
            return BoundTable.FailedAs(relation.Alias);
        }

        LogicalNode plan = Named(table.Plan, [.. columns.Select(column => column.Name)]);
        return new BoundTable(plan, Scope.Of(plan.Schema, relation));
    }

    /// <summary>The same rows under other column names.</summary>
    public static LogicalNode Named(LogicalNode plan, IReadOnlyList<string> names)
    {
        PlanSchema schema = plan.Schema;
        if (schema.Columns.Select(column => column.Name).SequenceEqual(names))
        {
            return plan;
        }

        if (plan is LogicalProject project)
        {
            return project with
            {
                Columns = project.Columns.Select((column, index) => column with { Name = names[index] }).ToEquatable(),
            };
        }

        var columns = schema.Columns.Select((column, index) => new ProjectedColumn(
            new ColumnExpr(index, column.Name, column.Type) { Span = plan.Span }, names[index], column.Time));
        return new LogicalProject(plan, columns.ToEquatable()) { Span = plan.Span };
    }

    /// <summary>The same rows with columns of these types.</summary>
    public static LogicalNode Cast(LogicalNode plan, IReadOnlyList<DataType> types)
    {
        PlanSchema schema = plan.Schema;
        ProjectedColumn[] columns = plan is LogicalProject project
            ? [.. project.Columns]
            :
            [
                .. schema.Columns.Select((column, index) => new ProjectedColumn(
                    new ColumnExpr(index, column.Name, column.Type) { Span = plan.Span }, column.Name, column.Time)),
            ];
        bool changed = false;
        for (int column = 0; column < columns.Length; column++)
        {
            Expr value = Coerce.To(columns[column].Value, types[column]);
            if (!ReferenceEquals(value, columns[column].Value))
            {
                columns[column] = new ProjectedColumn(value, columns[column].Name);
                changed = true;
            }
        }

        LogicalNode input = plan is LogicalProject below ? below.Input : plan;
        return changed ? new LogicalProject(input, columns.ToEquatable()) { Span = plan.Span } : plan;
    }
}
