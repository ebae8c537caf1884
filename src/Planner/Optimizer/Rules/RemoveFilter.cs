using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>A filter that lets all rows pass goes; one that lets none pass becomes an empty list of rows.</summary>
internal sealed class RemoveFilter : Rule
{
    public override LogicalNode? Apply(LogicalNode node) => node switch
    {
        LogicalFilter { Predicate: LiteralExpr { Value: true } } filter => filter.Input,
        LogicalFilter { Predicate: LiteralExpr } filter => new LogicalValues([], filter.Schema),
        _ => null,
    };
}
