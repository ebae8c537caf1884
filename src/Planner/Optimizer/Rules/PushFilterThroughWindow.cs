using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// Filter(Window(x), p AND q) becomes Filter(Window(Filter(x, p)), q), where p reads no window column. Every row of a
/// session holds it together, so only whole partitions are filtered below a session.
/// </summary>
internal sealed class PushFilterThroughWindow : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalFilter { Input: LogicalWindow window } filter)
        {
            return null;
        }

        int width = window.Input.Schema.Count;
        bool Below(int column) => window.Spec is SessionWindow
            ? window.PartitionColumns.Contains(column)
            : column < width;

        return SplitFilter.Push(filter, Below, predicate =>
            window with { Input = new LogicalFilter(window.Input, predicate) { Span = filter.Span } });
    }
}
