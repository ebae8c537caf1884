using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Binds one SELECT in the order SQL gives its clauses meaning: FROM, WHERE, GROUP BY, HAVING, ranking, QUALIFY, the
/// select list, DISTINCT, ORDER BY, LIMIT. Aggregates and rankings are placeholders until their node is built.
/// </summary>
internal sealed class SelectBinder(BindEnvironment environment, SelectSyntax select)
{
    /// <summary>The SELECT with the clauses around it, if there are any.</summary>
    public BoundTable Bind(QueryWithClausesSyntax? clauses)
    {
        BoundTable from = select.From is null ? OneRow() : new TableRefBinder(environment).Bind(select.From);
        string[] names = [.. select.Items.Select(item => item.Alias?.Name).OfType<string>()];
        from = new WhereBinder(environment).Apply(from, select.Where, names);
        SelectList list = new SelectListBinder(environment, from.Scope, select.Windows.ToArray()).Bind(select.Items.ToArray());

        Expr? having = Condition(select.Having, Clause.Having, from, list);
        Expr? qualify = Condition(select.Qualify, Clause.Qualify, from, list);
        GroupKeys? groups = new GroupByBinder(environment, Binder(Clause.GroupBy, from, list)).Bind(select.GroupBy, list);
        SortItem[]? order = new SortBinder(environment).Keys(
            clauses?.OrderBy.ToArray() ?? [], list, Binder(Clause.OrderBy, from, list));
        SortLimits? limits = new SortBinder(environment).Limits(clauses);
        bool failed = from.Plan is null || list.Items.Any(item => item.Value is null) || list.Incomplete
            || (having is null && select.Having is not null) || (qualify is null && select.Qualify is not null)
            || groups is null || order is null || limits is null;
        if (failed)
        {
            return BoundTable.Failed;
        }

        var expressions = new SelectExpressions(
            [.. list.Items.Select(item => new ProjectedColumn(item.Value!, item.Name))], having, qualify, order!);
        var stage = new SelectStage(from.Plan!, expressions);
        return Build(stage, groups!, limits!, from.Scope) is { } plan
            ? new BoundTable(plan, Scope.Of(plan.Schema, new Relation(null)))
            : BoundTable.Failed;
    }

    private LogicalNode? Build(SelectStage stage, GroupKeys groups, SortLimits limits, Scope scope)
    {
        bool grouped = select.GroupBy is not null || select.Having is not null
            || stage.Expressions.Any(part => part is AggregateExpr or GroupingExpr or WindowPropertyExpr);
        long? stateTtl = new SelectHints(environment).StateTtl(select.Hints, scope, grouped);
        SelectStage? next = grouped
            ? new AggregateBinder(environment, groups) { StateTtl = stateTtl }.Bind(stage)
            : stage;
        next = next is null ? null : ScalarSubqueries.Attach(next);
        if (next is { Expressions.Having: { } having })
        {
            next = next with { Plan = new LogicalFilter(next.Plan, having) { Span = having.Span } };
        }

        next = next is null ? null : new RankBinder(environment).Bind(next);
        if (next is { Expressions.Qualify: { } qualify })
        {
            if (!next.HasRank)
            {
                environment.Report(BinderErrors.QualifyWithoutRank(qualify.Span));
                return null;
            }

            next = next with { Plan = new LogicalFilter(next.Plan, qualify) { Span = qualify.Span } };
        }

        return next is null ? null : new ProjectionBinder(environment).Bind(
            next, select.Quantifier is SetQuantifier.Distinct, limits, environment.SpanOf(select));
    }

    private Expr? Condition(ExpressionSyntax? syntax, Clause clause, BoundTable from, SelectList list) =>
        syntax is null ? null : Binder(clause, from, list).BindCondition(syntax);

    private ExpressionBinder Binder(Clause clause, BoundTable from, SelectList list) =>
        new(environment, from.Scope, clause) { Aliases = list.Aliases, Windows = select.Windows.ToArray() };

    private BoundTable OneRow() => new(ValuesBinder.OneRow(environment.SpanOf(select)), Scope.Empty);
}
