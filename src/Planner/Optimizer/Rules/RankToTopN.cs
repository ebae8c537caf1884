using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// A rank whose result is bounded keeps only the rows in the bounds:
/// Filter(Rank(x), rank &lt;= 3 AND p) becomes Filter(Rank[1..3](x), p). The rank of a single row is known: it becomes a
/// constant above.
/// </summary>
internal sealed class RankToTopN : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalFilter { Input: LogicalRank { Range: null } rank } filter)
        {
            return null;
        }

        (long first, long? last) = (1, null);
        var rest = new List<Expr>();
        foreach (Expr part in Conjunction.Split(filter.Predicate))
        {
            if (Bounds(part, rank.Input.Schema.Count) is not (long from, long to))
            {
                rest.Add(part);
                continue;
            }

            first = Math.Max(first, from);
            last = to == long.MaxValue ? last : Math.Min(last ?? to, to);
        }

        if (last is not long bound)
        {
            return null;
        }

        LogicalNode kept = bound < first
            ? new LogicalFilter(rank with { Range = (1, 1) }, Conjunction.False) { Span = filter.Span }
            : bound == first
            ? WithKnownRank(rank with { Range = (first, first) }, first)
            : rank with { Range = (first, bound) };
        return rest.Count == 0 ? kept : filter with { Input = kept, Predicate = Conjunction.Of(rest) };
    }

    private static LogicalProject WithKnownRank(LogicalRank rank, long known) => new(
        rank,
        ExprColumns.All(rank.Input.Schema)
            .Append(new ProjectedColumn(new LiteralExpr(known, DataTypes.BigInt.NotNull()), rank.RankName))
            .ToEquatable())
    {
        Span = rank.Span,
    };

    /// <summary>The ranks that a comparison of the rank with a constant lets pass.</summary>
    private static (long From, long To)? Bounds(Expr part, int rankColumn) => part switch
    {
        CompareExpr { Left: ColumnExpr column, Right: LiteralExpr { Value: long bound } } compare
            when column.Column == rankColumn => compare.Operator switch
            {
                CompareOperator.Equal => (bound, bound),
                CompareOperator.Less => (long.MinValue, bound - 1),
                CompareOperator.LessOrEqual => (long.MinValue, bound),
                CompareOperator.Greater => (bound + 1, long.MaxValue),
                CompareOperator.GreaterOrEqual => (bound, long.MaxValue),
                _ => null,
            },
        _ => null,
    };
}
