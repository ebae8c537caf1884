using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Queries used as values. One that gives a row at most, such as an aggregate without GROUP BY, is joined to the rows
/// that use it; where it has no row the value is NULL.
/// </summary>
internal static class ScalarSubqueries
{
    /// <summary>The plan with the queries of the expressions joined to it, and the columns they became.</summary>
    public static (LogicalNode Plan, Func<Expr, Expr> Rewrite) Attach(LogicalNode plan, IEnumerable<Expr> roots)
    {
        var columns = new Dictionary<ScalarSubqueryExpr, int>();
        foreach (ScalarSubqueryExpr subquery in roots.SelectMany(ExprTree.All).OfType<ScalarSubqueryExpr>().Distinct())
        {
            columns.Add(subquery, plan.Schema.Count);
            var always = new LiteralExpr(true, DataTypes.Boolean.NotNull()) { Span = subquery.Span };
            plan = new LogicalJoin(plan, subquery.Query, Parser.Ast.JoinKind.Left, always) { Span = subquery.Span };
        }

        return (plan, columns.Count == 0 ? expr => expr : expr => ExprTree.Rewrite(expr, part => part is ScalarSubqueryExpr used
            ? new ColumnExpr(columns[used], used.Query.Schema[0].Name, used.Type) { Span = used.Span }
            : null));
    }

    /// <inheritdoc cref="Attach(LogicalNode, IEnumerable{Expr})"/>
    public static SelectStage Attach(SelectStage stage)
    {
        (LogicalNode plan, Func<Expr, Expr> rewrite) = Attach(stage.Plan, stage.Expressions.Roots);
        return ReferenceEquals(plan, stage.Plan) ? stage : new SelectStage(plan, stage.Expressions.Rewrite(rewrite));
    }

    /// <summary>Whether the plan can never give a second row.</summary>
    public static bool GivesOneRow(LogicalNode plan) => plan switch
    {
        LogicalAggregate aggregate => aggregate is { Keys.Count: 0, GroupingSets.Count: 0 },
        LogicalValues values => values.Rows.Count <= 1,
        LogicalSort { Limit: <= 1 } => true,
        LogicalProject or LogicalFilter or LogicalSort => GivesOneRow(((LogicalUnaryNode)plan).Input),
        _ => false,
    };
}
