using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>Looks over a plan for what tends to surprise: late rows, state that grows, windows of another day.</summary>
public static class PlanAdvisor
{
    private const long Day = 86_400_000;

    public static IReadOnlyList<PlanAdvice> Advise(IEnumerable<PhysicalNode> sinks, PlannerOptions options)
    {
        var advice = new List<PlanAdvice>();
        foreach ((_, PhysicalNode node) in PlanPrinter.Numbers(sinks))
        {
            advice.AddRange(Look(node, options));
        }

        return advice;
    }

    private static IEnumerable<PlanAdvice> Look(PhysicalNode node, PlannerOptions options)
    {
        if (node is PhysicalWatermark { Watermark: ColumnExpr column } watermark && column.Column == watermark.TimeColumn)
        {
            yield return new PlanAdvice(
                "FLS3201",
                Severity.Warning,
                $"the watermark is {column.Name} itself: a row with the time of an earlier row is late",
                $"WATERMARK FOR {column.Name} AS {column.Name} - INTERVAL '0.001' SECOND, or more where rows are out of order",
                node);
        }

        if (!node.Traits.Bounded && node.Traits.State.Kind is StateBoundKind.GrowsWithKeys or StateBoundKind.Unbounded)
        {
            yield return new PlanAdvice(
                "FLS3202",
                Severity.Note,
                $"{PhysicalText.Name(node)} keeps {node.Traits.State.Kept} and never frees it",
                "group by a window, whose groups are freed when it closes, or by keys of which there are few",
                node);
        }

        if (node is PhysicalWatermark unguarded
            && options.IdleTimeout <= TimeSpan.Zero
            && SourceOf(unguarded) is { Traits.Bounded: false, Table.Traits.MaxReadParallelism: > 1 } source
            && source.Table.Option(WatermarkOptions.IdleTimeoutKey) is null)
        {
            yield return new PlanAdvice(
                "FLS3205",
                Severity.Warning,
                $"{source.Table.Path.Name} may have several splits and no idle timeout is set: a silent one holds every window back",
                "SET 'table.exec.source.idle-timeout' = '30 s'",
                node);
        }

        if (WindowOf(node) is (long size, true) && size % Day == 0 && options.Zone.Equals(TimeZoneInfo.Utc))
        {
            yield return new PlanAdvice(
                "FLS3203",
                Severity.Note,
                "windows of whole days begin at midnight UTC, the session time zone",
                "SET 'table.local-time-zone' = '...'",
                node);
        }

        if (node is PhysicalSink { Table: TableDescriptor { PrimaryKey.Count: > 0 } table } sink
            && sink.Input.Traits.Mode.HasFlag(ChangelogMode.UpdateBefore))
        {
            yield return new PlanAdvice(
                "FLS3204",
                Severity.Warning,
                $"rows are not updated by the PRIMARY KEY of {table.Path.Name}: full changes are written",
                null,
                node);
        }
    }

    private static PhysicalSource? SourceOf(PhysicalNode node) =>
        node as PhysicalSource ?? (node.Inputs.Count == 1 ? SourceOf(node.Inputs[0]) : null);

    private static (long Size, bool LocalTimeZone)? WindowOf(PhysicalNode node) => node switch
    {
        PhysicalWindowAggregate { Window: { TimeColumn: >= 0 } window } when Size(window.Spec) is long size =>
            (size, window.LocalTimeZone),
        PhysicalWindow window when Size(window.Spec) is long size =>
            (size, window.Input.Schema[window.TimeColumn].Type is TimestampType { LocalTimeZone: true }),
        _ => null,
    };

    private static long? Size(WindowSpec spec) => spec switch
    {
        TumbleWindow tumble => tumble.Size,
        HopWindow hop => hop.Size,
        CumulateWindow cumulate => cumulate.Size,
        _ => null,
    };
}
