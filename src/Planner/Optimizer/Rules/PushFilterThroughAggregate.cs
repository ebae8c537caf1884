using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Filter(Aggregate[k](x), p) becomes Aggregate[k](Filter(x, p)) where p reads only keys: a group passes or fails as a
/// whole. A key that some grouping set leaves out is NULL there, so it stays above.
/// </summary>
internal sealed class PushFilterThroughAggregate : Rule
{
    public override LogicalNode? Apply(LogicalNode node) => node switch
    {
        LogicalFilter { Input: LogicalAggregate aggregate } filter => Push(
            filter, aggregate, aggregate.Keys, aggregate.GroupingSets),
        LogicalFilter { Input: LogicalWindowAggregate aggregate } filter => Push(
            filter, aggregate, aggregate.Keys, aggregate.GroupingSets),
        _ => null,
    };

    private static LogicalNode? Push(
        LogicalFilter filter,
        LogicalUnaryNode aggregate,
        EquatableArray<int> keys,
        EquatableArray<EquatableArray<int>> sets) =>
        SplitFilter.Push(
            filter,
            column => column < keys.Count && sets.All(set => set.Contains(column)),
            predicate => aggregate.WithInputs(
            [
                new LogicalFilter(aggregate.Input, ExprColumns.Remap(predicate, column => keys[column]))
                {
                    Span = filter.Span,
                },
            ]));
}
