using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Walks over bound expressions, placeholders included.</summary>
internal static class ExprTree
{
    /// <summary>The expression and all below it, top first.</summary>
    public static IEnumerable<Expr> All(Expr expr)
    {
        var open = new Stack<Expr>();
        open.Push(expr);
        while (open.TryPop(out Expr? next))
        {
            yield return next;
            IReadOnlyList<Expr> below = Below(next);
            for (int operand = below.Count - 1; operand >= 0; operand--)
            {
                open.Push(below[operand]);
            }
        }
    }

    public static bool Has<T>(Expr expr)
        where T : Expr => All(expr).Any(part => part is T);

    /// <summary>
    /// Replaces what <paramref name="replace"/> gives a value for, from the top; operands of what was replaced are not
    /// visited. The same reference when nothing was.
    /// </summary>
    public static Expr Rewrite(Expr expr, Func<Expr, Expr?> replace)
    {
        if (replace(expr) is { } replaced)
        {
            return replaced;
        }

        EquatableArray<Expr> operands = expr.Operands;
        Expr[]? changed = null;
        for (int operand = 0; operand < operands.Count; operand++)
        {
            Expr rewritten = Rewrite(operands[operand], replace);
            if (!ReferenceEquals(rewritten, operands[operand]))
            {
                changed ??= [.. operands];
                changed[operand] = rewritten;
            }
        }

        return changed is null ? expr : expr.WithOperands(changed.ToEquatable());
    }

    /// <summary>The same expression over columns that stand elsewhere.</summary>
    public static Expr Shift(Expr expr, int by) =>
        by == 0 ? expr : Rewrite(expr, part => part is ColumnExpr column ? column with { Column = column.Column + by } : null);

    /// <summary>The operands of an AND, flattened; the expression itself when it is none.</summary>
    public static IEnumerable<Expr> Conjuncts(Expr expr) =>
        expr is LogicalExpr { IsAnd: true } and ? and.Items.SelectMany(Conjuncts) : [expr];

    /// <summary>All of them, flattened; null for none.</summary>
    public static Expr? And(IEnumerable<Expr> conditions)
    {
        Expr[] all = [.. conditions.SelectMany(Conjuncts)];
        return all switch
        {
            [] => null,
            [Expr only] => only,
            _ => new LogicalExpr(IsAnd: true, all.ToEquatable()) { Span = all[0].Span.To(all[^1].Span) },
        };
    }

    private static IReadOnlyList<Expr> Below(Expr expr) => expr switch
    {
        AggregateExpr aggregate => aggregate.Filter is null ? aggregate.Arguments : [.. aggregate.Arguments, aggregate.Filter],
        GroupingExpr grouping => grouping.Keys,
        RankExpr rank => [.. rank.Partition, .. rank.Order.Select(order => order.Key)],
        GroupWindowExpr window => [window.Time],
        WindowPropertyExpr property => [property.Window],
        _ => expr.Operands,
    };
}
