using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>A SELECT half built: the plan so far, and the expressions that are still to be computed over it.</summary>
internal sealed record SelectStage(LogicalNode Plan, SelectExpressions Expressions)
{
    /// <summary>Whether a ranking has been computed.</summary>
    public bool HasRank { get; init; }
}

/// <summary>A key of ORDER BY over the columns below the select list.</summary>
internal sealed record SortItem(Expr Key, bool Descending, bool NullsFirst);

/// <summary>LIMIT and OFFSET; no limit is null.</summary>
internal sealed record SortLimits(long Offset, long? Limit);

/// <summary>The expressions of a SELECT that come after WHERE.</summary>
internal sealed record SelectExpressions(
    IReadOnlyList<ProjectedColumn> Items, Expr? Having, Expr? Qualify, IReadOnlyList<SortItem> Order)
{
    public IEnumerable<Expr> Roots =>
    [
        .. Items.Select(item => item.Value), .. new[] { Having, Qualify }.OfType<Expr>(), .. Order.Select(item => item.Key),
    ];

    public IEnumerable<Expr> Parts => Roots.SelectMany(ExprTree.All);

    public bool Any(Func<Expr, bool> condition) => Parts.Any(condition);

    public SelectExpressions Rewrite(Func<Expr, Expr> rewrite) => new(
        [.. Items.Select(item => item with { Value = rewrite(item.Value) })],
        Having is null ? null : rewrite(Having),
        Qualify is null ? null : rewrite(Qualify),
        [.. Order.Select(item => item with { Key = rewrite(item.Key) })]);
}
