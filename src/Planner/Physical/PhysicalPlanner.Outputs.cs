using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using OutputMode = FlinkSql.Parser.Ast.OutputMode;

namespace FlinkSql.Planner.Physical;

/// <summary>The rows of a sink in its output mode.</summary>
public sealed partial class PhysicalPlanner
{
    private PhysicalNode PlanOutput(LogicalSink sink)
    {
        if (_wish.UselessTrigger(HasWindows(sink)) is { } trigger)
        {
            _diagnostics.Add(OutputErrors.UselessTrigger(_wish, sink.Emit?.Span ?? sink.Span, trigger));
        }

        var output = new OutputPlanner(sink, _wish, _diagnostics);
        switch (_wish.Mode)
        {
            case OutputMode.Append:
                return output.Append(Plan(sink.Input), SortOf(sink));
            case OutputMode.Update:
                EquatableArray<int> key = sink.Table is { } table ? PrimaryKey(table) : [];
                return ForChanges(sink, output.Update(Plan(sink.Input), SortOf(sink), key));
            case OutputMode.Complete:
                (LogicalNode rows, LogicalSort? order) = WithoutSort(sink);
                PhysicalNode plan = Plan(rows);
                return _wish.ForDisplay && OutputPlanner.OnlyGrows(plan)
                    ? order is null ? plan : Plan(sink.Input)
                    : output.Complete(plan, order);
            default:
                return ForChanges(sink, Plan(sink.Input));
        }
    }

    private static bool HasWindows(LogicalNode node) =>
        node is LogicalWindowAggregate || node.Inputs.Any(HasWindows);

    private static ResultSort SortOf(LogicalSink sink) =>
        WithoutSort(sink).Order is null ? ResultSort.None : ResultSort.InPlan;

    /// <summary>The rows of a sink without the ORDER BY and LIMIT of the whole result.</summary>
    private static (LogicalNode Rows, LogicalSort? Order) WithoutSort(LogicalSink sink)
    {
        if (sink.Input is LogicalSort sort)
        {
            return (sort.Input, sort);
        }

        if (sink.Input is not LogicalProject { Input: LogicalSort below } project)
        {
            return (sink.Input, null);
        }

        // The columns that are sorted by may stand elsewhere above; one that is not there at all keeps the sort below.
        SortKey[] keys = [.. below.Keys.Select(key => key with { Column = PositionOf(project, key.Column) })];
        return keys.Any(key => key.Column < 0)
            ? (sink.Input, null)
            : (project with { Input = below.Input }, below with { Keys = keys.ToEquatable() });
    }

    private static int PositionOf(LogicalProject project, int column) =>
        Enumerable.Range(0, project.Columns.Count)
            .Where(position => project.Columns[position].Value is ColumnExpr reference && reference.Column == column)
            .DefaultIfEmpty(-1).First();
}
