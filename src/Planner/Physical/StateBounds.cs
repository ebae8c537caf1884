using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>What each operator keeps and what frees it.</summary>
internal static class StateBounds
{
    public static StateBound Of(PhysicalNode node) => node switch
    {
        PhysicalGroupAggregate aggregate => Of(aggregate),
        PhysicalWindowAggregate aggregate => new StateBound(
            StateBoundKind.Bounded,
            $"one accumulator per ({Columns(aggregate.Input, aggregate.Keys, "open window")})",
            FreedBy(aggregate)),
        PhysicalWindow { Spec: SessionWindow } window => new StateBound(
            StateBoundKind.Bounded,
            $"the rows of each ({Columns(window.Input, window.PartitionColumns, "open session")})",
            $"the {Clock(window.Input.Schema[window.TimeColumn])} passing window_end"),
        PhysicalTopN topN => Of(topN),
        PhysicalDeduplicate deduplicate => new StateBound(
            deduplicate.Keys.Count == 0 ? StateBoundKind.Bounded : StateBoundKind.GrowsWithKeys,
            deduplicate.Keys.Count == 0 ? "one row" : $"one row per ({Columns(deduplicate.Input, deduplicate.Keys)})",
            ""),
        PhysicalWindowRank rank => new StateBound(
            StateBoundKind.Bounded,
            $"{Rows(rank.Input, rank.Last)} per ({Columns(rank.Input, rank.Keys, "open window")})",
            $"the {(rank.Window.Time == TimeAttribute.Proctime ? "clock" : "watermark")} passing window_end"),
        PhysicalSort => new StateBound(StateBoundKind.Unbounded, "every row", "the end of the input"),
        PhysicalLimit => new StateBound(StateBoundKind.Bounded, "one counter", ""),
        PhysicalChangelogNormalize normalize => new StateBound(
            StateBoundKind.GrowsWithKeys, $"the last row of each ({Columns(normalize.Input, normalize.Keys)})", ""),
        PhysicalOutput output => Of(output),
        PhysicalSource or PhysicalValues or PhysicalCalc or PhysicalExchange or PhysicalWatermark or PhysicalWindow
            or PhysicalExpand or PhysicalUnion or PhysicalDropUpdateBefore or PhysicalSink => StateBound.None,
        _ => throw new InvalidOperationException($"physical planner: {node.GetType().Name} has no state bound"),
    };

    private static StateBound Of(PhysicalGroupAggregate aggregate)
    {
        bool distinct = aggregate.Aggregates.Any(call => call.Distinct);
        string also = distinct ? " and one entry per distinct value" : "";
        if (aggregate.Keys.Count == 0)
        {
            return new StateBound(
                distinct ? StateBoundKind.GrowsWithKeys : StateBoundKind.Bounded, $"one accumulator{also}", "");
        }

        string kept = aggregate.Aggregates.Count == 0 ? "one counter" : "one accumulator";
        return new StateBound(
            StateBoundKind.GrowsWithKeys, $"{kept} per ({Columns(aggregate.Input, aggregate.Keys)}){also}", "");
    }

    private static StateBound Of(PhysicalTopN topN)
    {
        bool all = KeepsAll(topN.Input);
        string rows = Rows(topN.Input, topN.Last);
        if (topN.PartitionColumns.Count == 0)
        {
            return new StateBound(all ? StateBoundKind.Unbounded : StateBoundKind.Bounded, rows, "");
        }

        return new StateBound(
            all ? StateBoundKind.Unbounded : StateBoundKind.GrowsWithKeys,
            $"{rows} per ({Columns(topN.Input, topN.PartitionColumns)})",
            "");
    }

    // Rows that are taken back make room for rows of a lower rank, so all of them are kept.
    private static bool KeepsAll(PhysicalNode input) => input.Traits.Mode != Catalog.ChangelogMode.InsertOnly;

    private static string Rows(PhysicalNode input, long last) =>
        KeepsAll(input) ? "all rows" : last == 1 ? "one row" : $"{last} rows";

    private static StateBound Of(PhysicalOutput output)
    {
        if (output.OnlyWaits)
        {
            return new StateBound(StateBoundKind.Bounded, "the rows since the last trigger", "the trigger");
        }

        if (output.Key is not { } key)
        {
            return new StateBound(StateBoundKind.Unbounded, "every row of the result", "");
        }

        return key.Count == 0
            ? new StateBound(StateBoundKind.Bounded, "one row", "")
            : new StateBound(StateBoundKind.GrowsWithKeys, $"the last row of each ({Columns(output.Input, key)})", "");
    }

    private static string FreedBy(PhysicalWindowAggregate aggregate)
    {
        GroupWindow window = aggregate.Window;
        string clock = window.TimeColumn >= 0
            ? Clock(aggregate.Input.Schema[window.TimeColumn])
            : window.Time == TimeAttribute.Proctime ? "clock" : "watermark";
        long lateness = aggregate.Emission.AllowedLateness;
        return $"the {clock} passing window_end{(lateness == 0 ? "" : $" + {DurationText.Print(lateness)}")}";
    }

    private static string Clock(PlanColumn time) =>
        time.Time == TimeAttribute.Proctime ? "clock" : $"watermark of {time.Name}";

    private static string Columns(PhysicalNode input, EquatableArray<int> keys, params string[] more) =>
        string.Join(", ", keys.Select(key => input.Schema[key].Name).Concat(more));
}
