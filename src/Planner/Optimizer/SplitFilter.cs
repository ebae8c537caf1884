using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>Splits a filter into what may go below its input and what must stay.</summary>
internal static class SplitFilter
{
    /// <summary>
    /// Pushes the parts of the predicate that read only columns that pass the test; null when there are none. A part
    /// that reads no column at all stays: it says nothing about single rows.
    /// </summary>
    public static LogicalNode? Push(LogicalFilter filter, Func<int, bool> below, Func<Expr, LogicalNode> push)
    {
        ILookup<bool, Expr> parts = Conjunction.Split(filter.Predicate).ToLookup(part =>
            ExprColumns.IsDeterministic(part) && ExprColumns.Read(part) is { Count: > 0 } read && read.All(below));
        if (!parts[true].Any())
        {
            return null;
        }

        LogicalNode pushed = push(Conjunction.Of([.. parts[true]]));
        return parts[false].Any()
            ? filter with { Input = pushed, Predicate = Conjunction.Of([.. parts[false]]) }
            : pushed;
    }
}
