using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>Which columns of a node hold the bounds of the window its row belongs to.</summary>
/// <param name="Spec">Which windows.</param>
/// <param name="Time">Event or processing time.</param>
/// <param name="LocalTimeZone">Whether windows follow the session zone.</param>
/// <param name="Properties">What each window column holds.</param>
internal sealed record WindowColumns(
    WindowSpec Spec, TimeAttribute Time, bool LocalTimeZone, IReadOnlyDictionary<int, WindowProperty> Properties)
{
    /// <summary>The window columns of a node; null when its rows do not carry the bounds of one window.</summary>
    public static WindowColumns? Of(LogicalNode node) => node switch
    {
        LogicalWindow window => OfWindow(window),
        LogicalWindowAggregate aggregate => OfAggregate(aggregate),
        LogicalProject project => OfProject(project),
        LogicalFilter filter => Of(filter.Input),
        LogicalUnion union => OfUnion(union),
        LogicalRank { Range: not null } rank => OfRank(rank),
        _ => null,
    };

    /// <summary>The window columns of a rank that is taken window by window; null when it is not.</summary>
    public static WindowColumns? OfRank(LogicalRank rank) =>
        Of(rank.Input) is WindowColumns columns
        && columns.Holds(rank.PartitionColumns, WindowProperty.Start)
        && columns.Holds(rank.PartitionColumns, WindowProperty.End)
            ? columns
            : null;

    /// <summary>The first column that holds a property, or -1.</summary>
    public int Find(WindowProperty property)
    {
        foreach ((int column, WindowProperty held) in Properties.OrderBy(entry => entry.Key))
        {
            if (held == property)
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>The windows of rows that carry them in these columns.</summary>
    public GroupWindow ToGroupWindow() => new(Spec, -1, Time, LocalTimeZone)
    {
        StartColumn = Find(WindowProperty.Start),
        EndColumn = Find(WindowProperty.End),
    };

    private bool Holds(EquatableArray<int> columns, WindowProperty property) =>
        columns.Any(column => Properties.TryGetValue(column, out WindowProperty held) && held == property);

    private static WindowColumns OfWindow(LogicalWindow window)
    {
        PlanColumn time = window.Input.Schema[window.TimeColumn];
        int first = window.Input.Schema.Count;
        return new WindowColumns(
            window.Spec,
            time.Time,
            time.Type is TimestampType { LocalTimeZone: true },
            new Dictionary<int, WindowProperty>
            {
                [first] = WindowProperty.Start,
                [first + 1] = WindowProperty.End,
                [first + 2] = WindowProperty.Time,
            });
    }

    private static WindowColumns OfAggregate(LogicalWindowAggregate aggregate)
    {
        int first = aggregate.Keys.Count + aggregate.Aggregates.Count;
        return new WindowColumns(
            aggregate.Window.Spec,
            aggregate.Window.Time,
            aggregate.Window.LocalTimeZone,
            Enumerable.Range(0, aggregate.Outputs.Count)
                .ToDictionary(output => first + output, output => aggregate.Outputs[output].Property));
    }

    private static WindowColumns? OfProject(LogicalProject project)
    {
        if (Of(project.Input) is not WindowColumns below)
        {
            return null;
        }

        var properties = new Dictionary<int, WindowProperty>();
        for (int column = 0; column < project.Columns.Count; column++)
        {
            if (project.Columns[column].Value is ColumnExpr reference
                && below.Properties.TryGetValue(reference.Column, out WindowProperty property))
            {
                properties.Add(column, property);
            }
        }

        return properties.Count == 0 ? null : below with { Properties = properties };
    }

    private static WindowColumns? OfUnion(LogicalUnion union)
    {
        WindowColumns?[] branches = [.. union.Branches.Select(Of)];
        return branches[0] is WindowColumns first && branches.All(branch => branch is not null
                && branch.Spec == first.Spec && branch.Time == first.Time
                && branch.LocalTimeZone == first.LocalTimeZone
                && branch.Properties.Count == first.Properties.Count
                && branch.Properties.All(entry => first.Properties.TryGetValue(entry.Key, out WindowProperty same)
                    && same == entry.Value))
            ? first
            : null;
    }
}
