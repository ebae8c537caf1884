using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Filter(Join(l, r, on), p) sends the parts of p that read one input below the join, and the others into the
/// condition of an inner join. Where an outer join may pad an input with NULL, what reads it stays above.
/// </summary>
internal sealed class PushFilterIntoJoin : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalFilter { Input: LogicalJoin join } filter || join.Kind is JoinKind.AsOf or JoinKind.LeftAsOf)
        {
            return null;
        }

        bool inner = join.Kind is JoinKind.Inner or JoinKind.Cross or JoinKind.Comma;
        bool intoLeft = inner || join.Kind is JoinKind.Left or JoinKind.LeftSemi or JoinKind.LeftAnti;
        bool intoRight = inner || join.Kind is JoinKind.Right;
        int width = join.Left.Schema.Count;
        List<Expr> left = [], right = [], both = [], above = [];
        foreach (Expr part in Conjunction.Split(filter.Predicate))
        {
            SortedSet<int> read = ExprColumns.Read(part);
            List<Expr> target = !ExprColumns.IsDeterministic(part) || read.Count == 0 ? above
                : read.Max < width ? intoLeft ? left : above
                : read.Min >= width ? intoRight ? right : above
                : inner ? both : above;
            target.Add(part);
        }

        if (left.Count + right.Count + both.Count == 0)
        {
            return null;
        }

        LogicalNode joined = join with
        {
            Left = Below(filter, join.Left, left),
            Right = Below(filter, join.Right, [.. right.Select(part => ExprColumns.Remap(part, column => column - width))]),
            Kind = both.Count == 0 ? join.Kind : JoinKind.Inner,
            Condition = both.Count == 0
                ? join.Condition
                : BooleanLogic.SimplifyCondition(Conjunction.Of([.. Conjunction.Split(join.Condition), .. both])),
        };
        return above.Count == 0 ? joined : filter with { Input = joined, Predicate = Conjunction.Of(above) };
    }

    private static LogicalNode Below(LogicalFilter filter, LogicalNode input, List<Expr> parts) =>
        parts.Count == 0 ? input : new LogicalFilter(input, Conjunction.Of(parts)) { Span = filter.Span };
}
