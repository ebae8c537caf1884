using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Optimizer;

/// <summary>SQL's logic of three values, applied to what is known of an expression before it runs.</summary>
internal static class BooleanLogic
{
    /// <summary>The same value, more simply.</summary>
    public static Expr Simplify(Expr expr) => ExprRewriter.Rewrite(expr, SimplifyPart);

    /// <summary>The same rows pass: where a filter stands, NULL and FALSE are one.</summary>
    public static Expr SimplifyCondition(Expr predicate)
    {
        Expr simple = Simplify(predicate);
        List<Expr> parts = Conjunction.Split(simple);
        List<Expr> kept = [.. parts.Select(Condition)];
        if (kept.Any(part => part is LiteralExpr { Value: not true }))
        {
            return Equal(predicate, Conjunction.False);
        }

        bool changed = parts.Where((part, index) => !ReferenceEquals(part, kept[index])).Any();
        return changed ? Simplify(Conjunction.Of(kept)) : simple;
    }

    private static Expr Equal(Expr before, Expr after) => before.Equals(after) ? before : after;

    // x = x only says that x is not NULL. A NaN is not compared here.
    private static Expr Condition(Expr part) =>
        part is CompareExpr { Operator: CompareOperator.Equal } same && same.Left.Equals(same.Right)
            && same.Left.Type is not FloatingType && ExprColumns.IsDeterministic(same.Left)
            ? SimplifyPart(new IsNullExpr(same.Left, Negated: true) { Span = part.Span })
            : part;

    private static Expr SimplifyPart(Expr expr) => expr switch
    {
        LogicalExpr logical => Junction(logical),
        NotExpr not => Negate(not.Operand) ?? expr,
        IsNullExpr { Operand: LiteralExpr literal } isNull => Known((literal.Value is null) != isNull.Negated, expr),
        IsNullExpr { Operand.Type.Nullable: false } isNull => Known(isNull.Negated, expr),
        IsTruthExpr { Operand.Type.Nullable: false } truth =>
            truth.Truth != truth.Negated ? truth.Operand : Negate(truth.Operand) ?? new NotExpr(truth.Operand),
        IsDistinctExpr d when d.Left.Equals(d.Right) && ExprColumns.IsDeterministic(d.Left)
            && d.Left.Type is not FloatingType => Known(d.Negated, expr),
        IsDistinctExpr { Left.Type.Nullable: false, Right.Type.Nullable: false, Left.Type: not FloatingType } d =>
            new CompareExpr(d.Negated ? CompareOperator.Equal : CompareOperator.NotEqual, d.Left, d.Right)
            {
                Span = d.Span,
            },
        CaseExpr choice => Choice(choice),

        // Constants to the right, so that other rules look in one place.
        CompareExpr { Left: LiteralExpr, Right: not LiteralExpr } c =>
            new CompareExpr(Mirrored(c.Operator), c.Right, c.Left) { Span = c.Span },
        _ => expr,
    };

    /// <summary>AND and OR: nested ones are opened, neutral and repeated items go, an absorbing one stays alone.</summary>
    private static Expr Junction(LogicalExpr logical)
    {
        var items = new List<Expr>();
        foreach (Expr item in logical.Items.SelectMany(item => Open(item, logical.IsAnd)))
        {
            if (item is LiteralExpr { Value: bool value })
            {
                if (value != logical.IsAnd)
                {
                    return item;
                }
            }
            else if (!items.Contains(item) || !ExprColumns.IsDeterministic(item))
            {
                items.Add(item);
            }
        }

        return items.Count switch
        {
            0 => Known(logical.IsAnd, logical),
            1 => items[0],
            _ when items.SequenceEqual(logical.Items) => logical,
            _ => new LogicalExpr(logical.IsAnd, items.ToEquatable()) { Span = logical.Span },
        };
    }

    private static EquatableArray<Expr> Open(Expr item, bool isAnd) =>
        item is LogicalExpr inner && inner.IsAnd == isAnd ? inner.Items : [item];

    /// <summary>NOT of an expression without NOT, or null where there is none.</summary>
    private static Expr? Negate(Expr expr) => expr switch
    {
        NotExpr not => not.Operand,
        LiteralExpr { Value: bool value } => Known(!value, expr),
        LogicalExpr logical => SimplifyPart(new LogicalExpr(
            !logical.IsAnd, logical.Items.Select(item => Negate(item) ?? new NotExpr(item)).ToEquatable())
        {
            Span = logical.Span,
        }),

        // NOT (NaN < 1) is true, NaN >= 1 is not.
        CompareExpr { Left.Type: FloatingType, Operator: not (CompareOperator.Equal or CompareOperator.NotEqual) } => null,
        CompareExpr c => new CompareExpr(Opposite(c.Operator), c.Left, c.Right) { Span = c.Span },
        IsNullExpr isNull => isNull with { Negated = !isNull.Negated },
        IsTruthExpr truth => truth with { Negated = !truth.Negated },
        IsDistinctExpr distinct => distinct with { Negated = !distinct.Negated },
        InExpr list => new InExpr(list.Operand, list.Values, !list.Negated) { Span = list.Span },
        _ => null,
    };

    private static CompareOperator Opposite(CompareOperator op) => op switch
    {
        CompareOperator.Equal => CompareOperator.NotEqual,
        CompareOperator.NotEqual => CompareOperator.Equal,
        CompareOperator.Less => CompareOperator.GreaterOrEqual,
        CompareOperator.LessOrEqual => CompareOperator.Greater,
        CompareOperator.Greater => CompareOperator.LessOrEqual,
        _ => CompareOperator.Less,
    };

    private static CompareOperator Mirrored(CompareOperator op) => op switch
    {
        CompareOperator.Less => CompareOperator.Greater,
        CompareOperator.LessOrEqual => CompareOperator.GreaterOrEqual,
        CompareOperator.Greater => CompareOperator.Less,
        CompareOperator.GreaterOrEqual => CompareOperator.LessOrEqual,
        _ => op,
    };

    /// <summary>CASE whose conditions are partly known.</summary>
    private static Expr Choice(CaseExpr choice)
    {
        var branches = new List<CaseBranch>();
        Expr otherwise = choice.Else;
        foreach (CaseBranch branch in choice.Branches)
        {
            if (branch.Condition is LiteralExpr { Value: true })
            {
                otherwise = branch.Value;
                break;
            }

            // FALSE and NULL never choose their branch.
            if (branch.Condition is not LiteralExpr)
            {
                branches.Add(branch);
            }
        }

        if (branches.Count == choice.Branches.Count && ReferenceEquals(otherwise, choice.Else))
        {
            return choice;
        }

        return branches.Count == 0
            ? ExprRewriter.KeepType(otherwise, choice.Type)
            : choice with { Branches = branches.ToEquatable(), Else = otherwise };
    }

    private static LiteralExpr Known(bool value, Expr expr) =>
        new(value, DataTypes.Boolean.NotNull()) { Span = expr.Span };
}
