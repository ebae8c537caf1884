using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds ORDER BY, LIMIT, OFFSET and FETCH.</summary>
internal sealed class SortBinder(BindEnvironment environment)
{
    /// <summary>The keys of a SELECT: ordinals, names after AS, then expressions; null after an error.</summary>
    public SortItem[]? Keys(IReadOnlyList<SortItemSyntax> items, SelectList list, ExpressionBinder binder)
    {
        var keys = new List<SortItem>(items.Count);
        bool complete = true;
        foreach (SortItemSyntax item in items)
        {
            Expr? key = item.Expression switch
            {
                IntegerLiteralSyntax ordinal => Ordinal(ordinal, list.Items.Count) is { } at ? list.Items[at].Value : null,
                ColumnRefSyntax { Name: [var name] } when list.Aliases.TryGetValue(name.Name, out Expr? alias) =>
                    alias is null ? null : alias with { Span = environment.SpanOf(name) },
                _ => binder.Bind(item.Expression),
            };
            complete &= key is not null && IsSortable(key, item);
            if (key is not null)
            {
                keys.Add(new SortItem(key, item.Descending, ExpressionBinder.NullsFirst(item.Descending, item.Nulls)));
            }
        }

        return complete ? [.. keys] : null;
    }

    /// <summary>LIMIT and OFFSET; null after an error.</summary>
    public SortLimits? Limits(QueryWithClausesSyntax? clauses)
    {
        long? limit = clauses?.Limit is null ? null : Count(clauses.Limit, "LIMIT");
        long? offset = clauses?.Offset is null ? 0 : Count(clauses.Offset, "OFFSET");
        return (limit is null && clauses?.Limit is not null) || offset is null ? null : new SortLimits(offset.Value, limit);
    }

    /// <summary>ORDER BY and LIMIT over a set operation, VALUES or a query in parentheses.</summary>
    public BoundTable OverResult(BoundTable body, QueryWithClausesSyntax clauses)
    {
        SortLimits? limits = Limits(clauses);
        SelectList list = new(
            [.. body.Scope.Columns.Select(column => new SelectItem(column.Name, column.Value, default))],
            new Dictionary<string, Expr?>(),
            Incomplete: false);
        var binder = new ExpressionBinder(environment, body.Scope, Clause.OrderBy with { Aggregates = false, Ranks = false });
        SortItem[]? order = Keys(clauses.OrderBy.ToArray(), list, binder);
        if (body.Plan is null || limits is null || order is null)
        {
            return BoundTable.Failed;
        }

        PlanSchema schema = body.Plan.Schema;
        ProjectedColumn[] items =
        [
            .. schema.Columns.Select((column, index) =>
                new ProjectedColumn(new ColumnExpr(index, column.Name, column.Type), column.Name, column.Time)),
        ];
        var stage = new SelectStage(body.Plan, new SelectExpressions(items, null, null, order));
        LogicalNode? plan = new ProjectionBinder(environment).Bind(stage, distinct: false, limits, body.Plan.Span);
        return plan is null ? BoundTable.Failed : body with { Plan = plan };
    }

    /// <summary>The rows sorted and limited, without the columns beyond the visible ones.</summary>
    public static LogicalNode Sorted(LogicalNode plan, IReadOnlyList<SortKey> keys, SortLimits limits, int visible)
    {
        LogicalNode sorted = keys.Count == 0 && limits is { Offset: 0, Limit: null }
            ? plan
            : new LogicalSort(plan, keys.ToEquatable(), limits.Offset, limits.Limit) { Span = plan.Span };
        PlanSchema schema = sorted.Schema;
        return schema.Count == visible
            ? sorted
            : new LogicalProject(
                sorted,
                schema.Columns.Take(visible).Select((column, index) =>
                    new ProjectedColumn(new ColumnExpr(index, column.Name, column.Type), column.Name, column.Time)).ToEquatable())
            {
                Span = plan.Span,
            };
    }

    private bool IsSortable(Expr key, SortItemSyntax item)
    {
        if (Types.TypeCoercion.IsOrdered(key.Type))
        {
            return true;
        }

        environment.Report(BinderErrors.CannotSort(environment.SpanOf(item.Expression), key.Type));
        return false;
    }

    private int? Ordinal(IntegerLiteralSyntax ordinal, int count)
    {
        if (int.TryParse(ordinal.Digits, out int position) && position >= 1 && position <= count)
        {
            return position - 1;
        }

        environment.Report(BinderErrors.Ordinal(environment.SpanOf(ordinal), "ORDER BY", ordinal.Digits, count));
        return null;
    }

    private long? Count(ExpressionSyntax syntax, string word)
    {
        Expr? bound = new ExpressionBinder(environment, Scope.Empty, Clause.Limit with { Name = word }).Bind(syntax);
        long? value = bound switch
        {
            LiteralExpr { Value: int number, Type: IntegerType } => number,
            LiteralExpr { Value: long number, Type: IntegerType } => number,
            _ => null,
        };
        if (value is >= 0)
        {
            return value;
        }

        if (bound is not null)
        {
            environment.Report(BinderErrors.LimitNotConstant(environment.SpanOf(syntax), word));
        }

        return null;
    }
}
