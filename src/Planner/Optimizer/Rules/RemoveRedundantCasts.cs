using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>A cast to the type that a value already has goes: <c>CAST(a AS INT)</c> of an INT becomes <c>a</c>.</summary>
internal sealed class RemoveRedundantCasts : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        NodeExpressions.Map(node, expr => ExprRewriter.Rewrite(expr, Remove));

    private static Expr Remove(Expr expr) =>
        expr is CastExpr cast && cast.Operand.Type.SameIgnoringNullability(cast.Type) ? cast.Operand : expr;
}
