using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds WHERE: plain conditions become a filter, EXISTS and IN (query) semi and anti joins above it.</summary>
internal sealed class WhereBinder(BindEnvironment environment)
{
    public BoundTable Apply(BoundTable table, ExpressionSyntax? where, IReadOnlyList<string> laterNames)
    {
        if (where is null)
        {
            return table;
        }

        var plain = new List<Expr>();
        var subqueries = new List<ExpressionSyntax>();
        bool complete = true;
        foreach (ExpressionSyntax condition in Conjuncts(where))
        {
            if (SubqueryBinder.IsSubquery(condition))
            {
                subqueries.Add(condition);
                continue;
            }

            Expr? bound = new ExpressionBinder(environment, table.Scope, Clause.Where) { LaterNames = laterNames }
                .BindCondition(condition);
            complete &= bound is not null;
            if (bound is not null)
            {
                plain.Add(bound);
            }
        }

        LogicalNode? plan = table.Plan;
        if (plan is not null && ExprTree.And(plain) is { } predicate)
        {
            (plan, Func<Expr, Expr> rewrite) = ScalarSubqueries.Attach(plan, [predicate]);
            plan = new LogicalFilter(plan, rewrite(predicate)) { Span = environment.SpanOf(where) };
        }

        foreach (ExpressionSyntax subquery in subqueries)
        {
            LogicalNode? joined = new SubqueryBinder(environment, table.Scope).Join(plan, subquery);
            complete &= joined is not null;
            plan = joined ?? plan;
        }

        return complete ? table with { Plan = plan } : table with { Plan = null };
    }

    /// <summary>The operands of the ANDs at the top, left to right.</summary>
    public static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax where)
    {
        var open = new Stack<ExpressionSyntax>();
        open.Push(where);
        while (open.TryPop(out ExpressionSyntax? next))
        {
            if (next is BinarySyntax { Operator: BinaryOperator.And } and)
            {
                open.Push(and.Right);
                open.Push(and.Left);
            }
            else
            {
                yield return next;
            }
        }
    }
}
