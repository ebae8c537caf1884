using FlinkSql.Columnar;

namespace FlinkSql.Planner.Expressions;

/// <summary>Predicates as lists of parts that must all be true.</summary>
public static class Conjunction
{
    public static readonly LiteralExpr True = new(true, DataTypes.Boolean.NotNull());

    public static readonly LiteralExpr False = new(false, DataTypes.Boolean.NotNull());

    /// <summary>The parts of a predicate, left to right; nested ANDs are opened.</summary>
    public static List<Expr> Split(Expr predicate)
    {
        var parts = new List<Expr>();
        Split(predicate, parts);
        return parts;
    }

    /// <summary>AND of the parts, TRUE for none.</summary>
    public static Expr Of(IReadOnlyList<Expr> parts) => parts.Count switch
    {
        0 => True,
        1 => parts[0],
        _ => new LogicalExpr(true, parts.ToEquatable()),
    };

    /// <summary>AND of two predicates, as one flat list.</summary>
    public static Expr And(Expr first, Expr second) => Of([.. Split(first), .. Split(second)]);

    private static void Split(Expr predicate, List<Expr> parts)
    {
        if (predicate is not LogicalExpr { IsAnd: true } and)
        {
            parts.Add(predicate);
            return;
        }

        foreach (Expr item in and.Items)
        {
            Split(item, parts);
        }
    }
}
