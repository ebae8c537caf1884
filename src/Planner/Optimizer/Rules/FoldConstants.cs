using FlinkSql.Functions;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>An expression over constants becomes its value: <c>price * (2 + 3)</c> becomes <c>price * 5</c>.</summary>
internal sealed class FoldConstants(QueryContext context) : Rule
{
    private readonly ConstantEvaluator _evaluator = new(context);

    public override LogicalNode? Apply(LogicalNode node) => NodeExpressions.Map(node, Fold);

    private Expr Fold(Expr expr) => ExprRewriter.Rewrite(expr, part => _evaluator.Evaluate(part) ?? part);
}
