using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer.Rules;

/// <summary>
/// An aggregate whose keys hold window_start and window_end becomes a window aggregate, final when the window closes.
/// <code>
/// Aggregate[window_start, window_end, k]          Project[window_start, window_end, k, ...]
///   Project?                               ->       WindowAggregate[k]
///     Window                                          Project
/// </code>
/// Where something in between needs the window columns, or rows got them from a window aggregate below, rows carry
/// their window and the aggregate reads it from them.
/// </summary>
internal sealed class AggregateToWindowAggregate : Rule
{
    public override LogicalNode? Apply(LogicalNode node)
    {
        if (node is not LogicalAggregate aggregate
            || WindowColumns.Of(aggregate.Input) is not WindowColumns columns
            || !GroupsByWindow(aggregate, columns))
        {
            return null;
        }

        // Sessions of other keys than the aggregate's are made first; Flink, too, then groups their rows as they come.
        Source? source = BelowWindow(aggregate, columns);
        return source is null && FromSessionFunction(aggregate.Input)
            ? null
            : Group(aggregate, columns, source ?? Attached(aggregate, columns));
    }

    /// <summary>What the window aggregate reads: rows, windows, and where the columns of the old input are now.</summary>
    private sealed record Source(LogicalNode Rows, GroupWindow Window, Func<int, int> Column);

    private static bool GroupsByWindow(LogicalAggregate aggregate, WindowColumns columns)
    {
        int[] windowKeys = [.. Enumerable.Range(0, aggregate.Keys.Count)
            .Where(position => columns.Properties.ContainsKey(aggregate.Keys[position]))];
        bool Holds(WindowProperty property) =>
            windowKeys.Any(position => columns.Properties[aggregate.Keys[position]] == property);

        return Holds(WindowProperty.Start) && Holds(WindowProperty.End)
            && aggregate.GroupingSets.All(set => windowKeys.All(position => set.Contains(position)));
    }

    /// <summary>The aggregate directly over the input of the window function; null where rows must carry windows.</summary>
    private static Source? BelowWindow(LogicalAggregate aggregate, WindowColumns columns)
    {
        var project = aggregate.Input as LogicalProject;
        if ((project?.Input ?? aggregate.Input) is not LogicalWindow window)
        {
            return null;
        }

        int width = window.Input.Schema.Count;
        EquatableArray<ProjectedColumn> projection = project?.Columns ?? ExprColumns.All(window.Schema);
        bool WindowFree(int column) => ExprColumns.ReadsOnly(projection[column].Value, read => read < width);

        // Columns other than bare window columns must not be computed from the window, nor aggregates read it.
        bool free = Enumerable.Range(0, projection.Count)
            .All(column => columns.Properties.ContainsKey(column) || WindowFree(column));
        bool used = aggregate.Aggregates.SelectMany(Read).Any(columns.Properties.ContainsKey);
        if (!free || used || !SameSessions(aggregate, columns, window, projection))
        {
            return null;
        }

        int[] kept = [.. Enumerable.Range(0, projection.Count).Where(column => !columns.Properties.ContainsKey(column))];
        PlanColumn time = window.Input.Schema[window.TimeColumn];
        EquatableArray<ProjectedColumn> below = kept.Select(column => projection[column])
            .Append(new ProjectedColumn(ExprColumns.Reference(window.Input.Schema, window.TimeColumn), time.Name, time.Time))
            .ToEquatable();
        return new Source(
            new LogicalProject(window.Input, below) { Span = aggregate.Input.Span },
            new GroupWindow(columns.Spec, kept.Length, columns.Time, columns.LocalTimeZone),
            column => Array.IndexOf(kept, column));
    }

    private static bool FromSessionFunction(LogicalNode node) => node switch
    {
        LogicalWindow window => window.Spec is SessionWindow,
        LogicalProject or LogicalFilter or LogicalUnion => node.Inputs.Any(FromSessionFunction),
        _ => false,
    };

    /// <summary>Sessions are found per key: those of the aggregate must be those of the window function.</summary>
    private static bool SameSessions(
        LogicalAggregate aggregate,
        WindowColumns columns,
        LogicalWindow window,
        EquatableArray<ProjectedColumn> projection)
    {
        if (window.Spec is not SessionWindow)
        {
            return true;
        }

        Expr[] keys = [.. aggregate.Keys
            .Where(key => !columns.Properties.ContainsKey(key))
            .Select(key => projection[key].Value).Distinct()];
        return aggregate.GroupingSets.Count == 0
            && keys.Length == window.PartitionColumns.Distinct().Count()
            && keys.All(key => key is ColumnExpr column && window.PartitionColumns.Contains(column.Column));
    }

    private static Source Attached(LogicalAggregate aggregate, WindowColumns columns) => new(
        aggregate.Input,
        columns.ToGroupWindow(),
        column => column);

    private static LogicalProject Group(LogicalAggregate aggregate, WindowColumns columns, Source source)
    {
        PlanSchema result = aggregate.Schema;
        int[] groupKeys = [.. Enumerable.Range(0, aggregate.Keys.Count)
            .Where(position => !columns.Properties.ContainsKey(aggregate.Keys[position]))];
        int[] windowKeys = [.. Enumerable.Range(0, aggregate.Keys.Count).Except(groupKeys)];

        var grouped = new LogicalWindowAggregate(
            source.Rows,
            source.Window,
            groupKeys.Select(position => source.Column(aggregate.Keys[position])).ToEquatable(),
            aggregate.Aggregates.Select(call => call with
            {
                Arguments = call.Arguments.Select(source.Column).ToEquatable(),
                Filter = call.Filter is int filter ? source.Column(filter) : null,
            }).ToEquatable(),
            windowKeys.Select(position => new WindowOutput(
                columns.Properties[aggregate.Keys[position]], result[position].Name)).ToEquatable(),
            aggregate.GroupingSets.Select(set => set.Where(position => groupKeys.Contains(position))
                .Select(position => Array.IndexOf(groupKeys, position)).ToEquatable()).ToEquatable())
        {
            Span = aggregate.Span,
            GroupingIdName = aggregate.GroupingIdName,
        };

        int aggregates = aggregate.Aggregates.Count;
        int Place(int column) => column == aggregate.Keys.Count + aggregates
            ? grouped.Schema.Count - 1
            : column >= aggregate.Keys.Count
            ? groupKeys.Length + column - aggregate.Keys.Count
            : Array.IndexOf(groupKeys, column) is int key and >= 0
                ? key
                : groupKeys.Length + aggregates + Array.IndexOf(windowKeys, column);
        return new LogicalProject(
            grouped,
            Enumerable.Range(0, result.Count).Select(column => new ProjectedColumn(
                column == aggregate.Keys.Count + aggregates
                    ? GroupingId(aggregate, groupKeys, ExprColumns.Reference(grouped.Schema, Place(column)))
                    : new ColumnExpr(Place(column), result[column].Name, result[column].Type),
                result[column].Name,
                windowKeys.Contains(column) ? result[column].Time : TimeAttribute.None)).ToEquatable())
        {
            Span = aggregate.Span,
        };
    }

    /// <summary>The number of the set over all keys, out of the number over the keys without the window.</summary>
    private static Expr GroupingId(LogicalAggregate aggregate, int[] groupKeys, ColumnExpr id)
    {
        (long Below, long Above)[] numbers = [.. aggregate.GroupingSets.Select(set => (
            LogicalAggregate.GroupingId(
                groupKeys.Length,
                set.Where(groupKeys.Contains).Select(position => Array.IndexOf(groupKeys, position))),
            LogicalAggregate.GroupingId(aggregate.Keys.Count, set))).Distinct()];
        if (numbers.All(number => number.Below == number.Above))
        {
            return id;
        }

        return new CaseExpr(
            numbers[..^1].Select(number => new CaseBranch(
                new CompareExpr(CompareOperator.Equal, id, new LiteralExpr(number.Below, id.Type)),
                new LiteralExpr(number.Above, id.Type))).ToEquatable(),
            new LiteralExpr(numbers[^1].Above, id.Type),
            id.Type);
    }

    private static IEnumerable<int> Read(AggregateCall call) =>
        call.Filter is int filter ? call.Arguments.Append(filter) : call.Arguments;
}
