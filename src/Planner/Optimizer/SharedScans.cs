using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Optimizer;

/// <summary>
/// Makes the scans of one table in a job read the same columns, those that any of them needs, so that the table is read
/// once. It looks at all sinks together, so it is no rule.
/// </summary>
public static class SharedScans
{
    public const string Name = "SharedScans";

    /// <summary>The sinks with shared scans; the same references where nothing is shared.</summary>
    public static IReadOnlyList<LogicalNode> Share(IReadOnlyList<LogicalNode> sinks)
    {
        var columns = new Dictionary<TableDescriptor, SortedSet<int>>();
        var differ = new HashSet<TableDescriptor>();
        foreach (LogicalScan scan in sinks.SelectMany(Scans))
        {
            if (!columns.TryGetValue(scan.Table, out SortedSet<int>? read))
            {
                columns.Add(scan.Table, [.. scan.Columns]);
            }
            else if (!read.SetEquals(scan.Columns))
            {
                read.UnionWith(scan.Columns);
                differ.Add(scan.Table);
            }
        }

        return differ.Count == 0
            ? sinks
            : [.. sinks.Select(sink => Widen(sink, table => differ.Contains(table) ? columns[table] : null))];
    }

    private static IEnumerable<LogicalScan> Scans(LogicalNode node) =>
        node is LogicalScan scan ? [scan] : node.Inputs.SelectMany(Scans);

    private static LogicalNode Widen(LogicalNode node, Func<TableDescriptor, SortedSet<int>?> columns)
    {
        switch (node)
        {
            case LogicalScan scan when columns(scan.Table) is SortedSet<int> wanted:
                LogicalScan wide = Wide(scan, wanted);
                return Narrow(wide, scan, column => Place(scan, wide, column));

            // The watermark is shared, too.
            case LogicalWatermark { Input: LogicalScan scan } watermark when columns(scan.Table) is SortedSet<int> wanted:
                LogicalScan below = Wide(scan, wanted);
                return Narrow(
                    watermark with
                    {
                        Input = below,
                        TimeColumn = Place(scan, below, watermark.TimeColumn),
                        Watermark = ExprColumns.Remap(watermark.Watermark, column => Place(scan, below, column)),
                    },
                    watermark,
                    column => Place(scan, below, column));
            default:
                EquatableArray<LogicalNode> inputs = node.Inputs.Select(input => Widen(input, columns)).ToEquatable();
                bool same = Enumerable.Range(0, inputs.Count)
                    .All(input => ReferenceEquals(inputs[input], node.Inputs[input]));
                return same ? node : node.WithInputs(inputs);
        }
    }

    private static LogicalScan Wide(LogicalScan scan, SortedSet<int> wanted) =>
        scan with { Columns = wanted.ToEquatable() };

    private static int Place(LogicalScan narrow, LogicalScan wide, int column) =>
        wide.Columns.AsSpan().IndexOf(narrow.Columns[column]);

    private static LogicalProject Narrow(LogicalNode wide, LogicalNode narrow, Func<int, int> place) =>
        new(wide, ExprColumns.Pick(wide.Schema, Enumerable.Range(0, narrow.Schema.Count).Select(place)))
        {
            Span = narrow.Span,
        };
}
