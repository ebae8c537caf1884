using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Four or more equalities of one value with constants become a set:
/// <c>a = 1 OR a = 2 OR a = 3 OR a = 4</c> becomes <c>a IN (1, 2, 3, 4)</c>, and the same for AND of &lt;&gt;.
/// </summary>
internal sealed class OrToIn : Rule
{
    private const int FewestValues = 4;

    public override LogicalNode? Apply(LogicalNode node) =>
        NodeExpressions.Map(node, expr => ExprRewriter.Rewrite(expr, ToIn));

    private static Expr ToIn(Expr expr)
    {
        if (expr is not LogicalExpr { Items.Count: >= FewestValues } logical)
        {
            return expr;
        }

        CompareOperator wanted = logical.IsAnd ? CompareOperator.NotEqual : CompareOperator.Equal;
        var items = new List<Expr>();
        bool changed = false;
        foreach (IGrouping<Expr?, Expr> group in logical.Items.GroupBy(item => Operand(item, wanted)))
        {
            if (group.Key is Expr operand && group.Count() >= FewestValues)
            {
                items.Add(new InExpr(operand, group.Select(Value).Distinct().ToEquatable(), logical.IsAnd)
                {
                    Span = logical.Span,
                });
                changed = true;
            }
            else
            {
                items.AddRange(group);
            }
        }

        return !changed ? expr
            : items.Count == 1 ? items[0]
            : new LogicalExpr(logical.IsAnd, items.ToEquatable()) { Span = logical.Span };
    }

    /// <summary>What is compared with a constant of its very type.</summary>
    private static Expr? Operand(Expr item, CompareOperator wanted) =>
        item is CompareExpr { Right: LiteralExpr { Value: not null } value } compare && compare.Operator == wanted
            && compare.Left is not LiteralExpr && compare.Left.Type is not FloatingType
            && compare.Left.Type.SameIgnoringNullability(value.Type) && ExprColumns.IsDeterministic(compare.Left)
            ? compare.Left
            : null;

    private static LiteralExpr Value(Expr item) => (LiteralExpr)((CompareExpr)item).Right;
}
