using System.Runtime.CompilerServices;
using FlinkSql.Columnar;

namespace FlinkSql.Planner.Expressions;

/// <summary>Rewrites expressions bottom-up; what does not change stays the same reference.</summary>
public static class ExprRewriter
{
    /// <summary>Applies a rewrite to every part of an expression, operands first.</summary>
    public static Expr Rewrite(Expr expr, Func<Expr, Expr> rewrite)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return rewrite(MapOperands(expr, operand => Rewrite(operand, rewrite)));
    }

    /// <summary>The expression over mapped operands.</summary>
    public static Expr MapOperands(Expr expr, Func<Expr, Expr> map)
    {
        EquatableArray<Expr> operands = expr.Operands;
        Expr[]? changed = null;
        for (int operand = 0; operand < operands.Count; operand++)
        {
            Expr mapped = map(operands[operand]);
            if (!ReferenceEquals(mapped, operands[operand]))
            {
                changed ??= [.. operands];
                changed[operand] = mapped;
            }
        }

        return changed is null ? expr : expr.WithOperands(EquatableArray.Create<Expr>(changed));
    }

    /// <summary>
    /// The expression with the type it stands for: a rewrite may find that a value is never NULL, but the column that
    /// holds it keeps its type.
    /// </summary>
    public static Expr KeepType(Expr expr, DataType type) =>
        expr.Type != type && expr.Type.SameIgnoringNullability(type) ? expr with { Type = type } : expr;
}
