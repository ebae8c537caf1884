using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// EXISTS (query) and IN (query) as conditions of WHERE: a semi join, with NOT an anti join. Conditions of the
/// subquery that use the query around it move into the join.
/// </summary>
internal sealed class SubqueryBinder(BindEnvironment environment, Scope scope)
{
    public static bool IsSubquery(ExpressionSyntax condition) => condition switch
    {
        ExistsSyntax or InQuerySyntax => true,
        UnarySyntax { Operator: UnaryOperator.Not } not => IsSubquery(not.Operand),
        _ => false,
    };

    /// <summary>The rows of the plan that meet the condition; null after an error.</summary>
    public LogicalNode? Join(LogicalNode? plan, ExpressionSyntax condition)
    {
        bool negated = false;
        ExpressionSyntax inner = condition;
        while (inner is UnarySyntax not)
        {
            negated = !negated;
            inner = not.Operand;
        }

        InQuerySyntax? membership = inner as InQuerySyntax;
        negated ^= membership is { Negated: true };
        QuerySyntax query = membership?.Query ?? ((ExistsSyntax)inner).Query;
        Expr? operand = membership is null
            ? null
            : new ExpressionBinder(environment, scope, Clause.Where with { Subqueries = false }).Bind(membership.Operand);
        Right? right = BindQuery(query, membership is not null);
        if (right is null || (membership is not null && operand is null) || plan is null)
        {
            return null;
        }

        int offset = plan.Schema.Count;
        var conditions = new List<Expr>(right.Correlated.Select(correlated => Combine(correlated, offset)));
        if (operand is not null)
        {
            if (Matches(operand, right.Values, offset, negated, membership!) is not { } matches)
            {
                return null;
            }

            conditions.AddRange(matches);
        }

        Expr all = ExprTree.And(conditions) ?? new LiteralExpr(true, DataTypes.Boolean.NotNull());
        JoinKind kind = negated ? JoinKind.LeftAnti : JoinKind.LeftSemi;
        return new LogicalJoin(plan, right.Plan, kind, all) { Span = environment.SpanOf(condition) };
    }

    private sealed record Right(LogicalNode Plan, IReadOnlyList<Expr> Correlated, IReadOnlyList<Expr> Values);

    private Right? BindQuery(QuerySyntax query, bool values)
    {
        BindEnvironment inside = environment with { Outer = scope, MayCorrelate = false };
        return query is SelectSyntax { From: not null, GroupBy: null, Having: null, Qualify: null } select
            && BindSimple(select, inside, values) is { } simple
            ? simple.Right
            : BindWhole(query, inside);
    }

    private static Right? BindWhole(QuerySyntax query, BindEnvironment inside)
    {
        BoundTable bound = new QueryBinder(inside).Bind(query);
        return bound.Plan is null ? null : new Right(bound.Plan, [], [.. bound.Scope.Columns.Select(column => column.Value)]);
    }

    // FROM and WHERE alone: the select list of EXISTS means nothing, that of IN moves into the join.
    private (Right? Right, bool Done)? BindSimple(SelectSyntax select, BindEnvironment inside, bool values)
    {
        var sink = new DiagnosticSink();
        BindEnvironment trial = inside with { Sink = sink };
        BoundTable from = new TableRefBinder(trial).Bind(select.From!);
        var binder = new ExpressionBinder(
            trial with { MayCorrelate = true }, from.Scope, Clause.Where with { Subqueries = false });
        var correlated = new List<Expr>();
        var nested = new List<ExpressionSyntax>();
        var plain = new List<Expr>();
        bool complete = from.Plan is not null;
        foreach (ExpressionSyntax condition in select.Where is null ? [] : WhereBinder.Conjuncts(select.Where))
        {
            if (IsSubquery(condition))
            {
                nested.Add(condition);
                continue;
            }

            Expr? bound = binder.BindCondition(condition);
            complete &= bound is not null;
            if (bound is not null)
            {
                (ExprTree.Has<OuterColumnExpr>(bound) ? correlated : plain).Add(bound);
            }
        }

        SelectList list = new SelectListBinder(trial, from.Scope, select.Windows.ToArray()).Bind(select.Items.ToArray());
        complete &= list.Items.All(item => item.Value is not null) && !list.Incomplete;
        bool computed = list.Items.Any(item => item.Value is { } value
            && ExprTree.All(value).Any(part => part is AggregateExpr or RankExpr or WindowPropertyExpr or ScalarSubqueryExpr));
        if (computed && complete)
        {
            return null;
        }

        foreach (Parser.Diagnostics.Diagnostic diagnostic in sink.All)
        {
            environment.Sink.Report(diagnostic);
        }

        if (!complete)
        {
            return (null, true);
        }

        LogicalNode? plan = ExprTree.And(plain) is { } predicate
            ? new LogicalFilter(from.Plan!, predicate) { Span = predicate.Span }
            : from.Plan!;
        foreach (ExpressionSyntax condition in nested)
        {
            plan = new SubqueryBinder(inside, from.Scope).Join(plan, condition);
        }

        Expr[] selected = values ? [.. list.Items.Select(item => item.Value!)] : [];
        return (plan is null ? null : new Right(plan, correlated, selected), true);
    }

    private List<Expr>? Matches(
        Expr operand, IReadOnlyList<Expr> values, int offset, bool negated, InQuerySyntax syntax)
    {
        IReadOnlyList<Expr> operands = operand is ConstructorExpr { Type: RowType } row ? row.Items : [operand];
        if (operands.Count != values.Count)
        {
            environment.Report(BinderErrors.InQueryColumns(environment.SpanOf(syntax.Query), operands.Count, values.Count));
            return null;
        }

        var matches = new List<Expr>();
        foreach ((Expr left, Expr right) in operands.Zip(values))
        {
            Expr shifted = ExprTree.Shift(right, offset);
            if (Types.TypeCoercion.Comparison(left.Type, right.Type) is not { } common)
            {
                environment.Report(BinderErrors.OperatorTypes(environment.SpanOf(syntax), "IN", [left.Type, right.Type]));
                return null;
            }

            Expr equal = new CompareExpr(
                CompareOperator.Equal, Coerce.ToFamily(left, common), Coerce.ToFamily(shifted, common))
            { Span = operand.Span };

            // x NOT IN (.., NULL) is not true: a NULL on either side counts as a match.
            matches.Add(negated && equal.Type.Nullable
                ? new IsTruthExpr(equal, Truth: false, Negated: true) { Span = operand.Span }
                : equal);
        }

        return matches;
    }

    private static Expr Combine(Expr correlated, int offset) => ExprTree.Rewrite(correlated, part => part switch
    {
        OuterColumnExpr outer => outer.Column,
        ColumnExpr column => column with { Column = column.Column + offset },
        _ => null,
    });
}
