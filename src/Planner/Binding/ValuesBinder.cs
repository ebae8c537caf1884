using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Types;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds VALUES. Rows of constants stay together; rows with expressions become projects of one empty row.</summary>
internal sealed class ValuesBinder(BindEnvironment environment)
{
    public BoundTable Bind(ValuesSyntax values)
    {
        var rows = new List<Expr[]>(values.Rows.Count);
        var binder = new ExpressionBinder(environment, Scope.Empty, Clause.Values);
        bool complete = true;
        foreach (RowSyntax row in values.Rows)
        {
            Expr[]? bound = binder.BindAll(row.Items);
            complete &= bound is not null;
            if (row.Items.Count != values.Rows[0].Items.Count)
            {
                environment.Report(BinderErrors.RowSizes(
                    environment.SpanOf(row), values.Rows[0].Items.Count, row.Items.Count));
                complete = false;
            }
            else if (bound is not null)
            {
                rows.Add(bound);
            }
        }

        if (!complete || Types(rows, values) is not { } types)
        {
            return BoundTable.Failed;
        }

        LogicalNode plan = Plan(rows, types, values);
        return new BoundTable(plan, Scope.Of(plan.Schema, new Relation(null)));
    }

    private DataType[]? Types(List<Expr[]> rows, ValuesSyntax values)
    {
        var types = new List<DataType>();
        for (int column = 0; column < rows[0].Length; column++)
        {
            DataType[] given = [.. rows.Select(row => row[column].Type)];
            if (TypeCoercion.Common(given) is { } common)
            {
                types.Add(common);
                continue;
            }

            environment.Report(BinderErrors.NoCommonType(
                environment.SpanOf(values), $"column {column + 1} of VALUES", [.. given.Distinct()]));
        }

        return types.Count == rows[0].Length ? [.. types] : null;
    }

    private LogicalNode Plan(List<Expr[]> rows, DataType[] types, ValuesSyntax values)
    {
        Expr[][] typed = [.. rows.Select(row => row.Select((value, column) => Coerce.To(value, types[column])).ToArray())];
        if (typed.All(row => row.All(value => value is LiteralExpr)))
        {
            var schema = new PlanSchema(types.Select((type, column) => new PlanColumn($"EXPR${column}", type)).ToEquatable());
            return new LogicalValues(
                typed.Select(row => row.Cast<LiteralExpr>().ToEquatable()).ToEquatable(), schema)
            {
                Span = environment.SpanOf(values),
            };
        }

        LogicalNode[] branches = [.. typed.Select((row, index) => Row(row, environment.SpanOf(values.Rows[index])))];
        return branches is [var only]
            ? only
            : new LogicalUnion(branches.ToEquatable()) { Span = environment.SpanOf(values) };
    }

    /// <summary>What a SELECT without FROM reads: one row, with a column that nobody can name.</summary>
    public static LogicalValues OneRow(Parser.Diagnostics.SourceSpan span)
    {
        DataType type = DataTypes.Int.NotNull();
        return new LogicalValues([[new LiteralExpr(0, type)]], new PlanSchema([new PlanColumn("ZERO", type)])) { Span = span };
    }

    private static LogicalNode Row(Expr[] row, Parser.Diagnostics.SourceSpan span) => new LogicalProject(
        OneRow(span),
        row.Select((value, column) => new ProjectedColumn(value, $"EXPR${column}")).ToEquatable())
    {
        Span = span,
    };
}
