using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// A watermark that nothing above it waits for goes, and its column is an ordinary one: a query that only filters and
/// groups without windows does not need event time, unless its output waits for watermarks.
/// </summary>
internal sealed class RemoveUnusedWatermark(PlannerOptions options) : Rule
{
    public override LogicalNode? Apply(LogicalNode node) =>
        node is LogicalSink sink && !OutputWish.Of(sink, options).NeedsWatermark && Without(sink.Input) is LogicalNode input && !ReferenceEquals(input, sink.Input)
            ? sink with { Input = input }
            : null;

    /// <summary>The node without the watermarks below it, as long as neither it nor its inputs need them.</summary>
    private static LogicalNode Without(LogicalNode node) => node switch
    {
        LogicalWatermark watermark => Without(watermark.Input),
        LogicalProject project when !ReadsWatermark(project.Columns.Select(column => column.Value)) =>
            Project(project, Without(project.Input)),
        LogicalFilter filter when !ReadsWatermark([filter.Predicate]) => OverInputs(filter),
        LogicalAggregate or LogicalUnion => OverInputs(node),
        LogicalSort sort when sort.Keys.All(key => sort.Schema[key.Column].Time == TimeAttribute.None) =>
            OverInputs(sort),
        LogicalRank rank when rank.Order.All(key => rank.Input.Schema[key.Column].Time == TimeAttribute.None) =>
            OverInputs(rank),
        _ => node,
    };

    private static LogicalNode OverInputs(LogicalNode node)
    {
        EquatableArray<LogicalNode> inputs = node.Inputs.Select(Without).ToEquatable();
        bool same = Enumerable.Range(0, inputs.Count).All(input => ReferenceEquals(inputs[input], node.Inputs[input]));
        return same ? node : node.WithInputs(inputs);
    }

    private static LogicalProject Project(LogicalProject project, LogicalNode input) =>
        ReferenceEquals(input, project.Input)
            ? project
            : project with
            {
                Input = input,
                Columns = project.Columns.Select(column => column with
                {
                    Time = column.Time == TimeAttribute.Rowtime && column.Value is ColumnExpr reference
                        ? input.Schema[reference.Column].Time
                        : column.Time,
                }).ToEquatable(),
            };

    private static bool ReadsWatermark(IEnumerable<Expr> expressions) =>
        expressions.Any(expr => ExprColumns.Any(expr, part => part is CurrentWatermarkExpr));
}
