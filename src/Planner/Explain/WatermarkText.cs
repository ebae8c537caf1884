using System.Text;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>
/// Prints the road of event time: where it comes from, how it passes each operator, and where it is lost. The sources
/// come first, as time flows.
/// </summary>
internal sealed class WatermarkText
{
    private readonly IReadOnlyList<(int Number, PhysicalNode Node)> _nodes;
    private readonly PlannerOptions _options;

    private WatermarkText(IReadOnlyList<(int Number, PhysicalNode Node)> nodes, PlannerOptions options)
    {
        _nodes = nodes;
        _options = options;
    }

    public static string Print(IEnumerable<PhysicalNode> sinks, string sql, PlannerOptions options)
    {
        PhysicalNode[] roots = [.. sinks];
        var road = new WatermarkText(PlanPrinter.Numbers(roots), options);
        var text = new StringBuilder();
        foreach ((int number, PhysicalNode node) in road._nodes.Reverse())
        {
            string at = node.Span.IsNone ? "" : $" at {node.Span.StartPosition(sql)}";
            text.Append($"[{number}] {PhysicalText.Name(node)}{at}: {road.Describe(node)}\n");
        }

        foreach (PhysicalNode root in roots)
        {
            text.Append($"verdict: {road.Verdict(root)}\n");
        }

        return text.ToString();
    }

    private string Describe(PhysicalNode node) => node switch
    {
        PhysicalSource { Table.Watermark: { } watermark } => $"reads {watermark.Column} as an ordinary column",
        PhysicalSource source => $"{source.Table.Path.Name} declares no WATERMARK, so its rows have no event time",
        PhysicalValues => "rows written in the query have no event time",
        PhysicalWatermark watermark => Describe(watermark),
        PhysicalExchange when Rowtimes(node).Length != 0 =>
            "the least watermark of the sending subtasks counts; an idle one does not",
        PhysicalUnion when Rowtimes(node).Length != 0 =>
            $"the least watermark of the {node.Inputs.Count} branches counts; an idle one does not",
        PhysicalWindowAggregate aggregate => Describe(aggregate),
        PhysicalWindow window => ByClock(window.Input.Schema[window.TimeColumn])
            ? "its windows are those of the clock"
            : $"assigns windows by {window.Input.Schema[window.TimeColumn].Name}; {After(node)}",
        PhysicalSink => Rowtimes(node.Inputs[0]) is { Length: > 0 } kept
            ? $"the result has event time {Names(kept)}"
            : "the result has no event time",
        _ when LostAt(node) is { } reason => $"event time is lost here: {reason}",
        _ when Rowtimes(node) is { Length: > 0 } kept => $"passes {Names(kept)} on{Beside(node)}",
        _ => "there is no event time here",
    };

    private string Describe(PhysicalWatermark watermark)
    {
        string sent = watermark.OnEvent
            ? "sent whenever it moves (on-event)"
            : $"sent when it has moved by {DurationText.Print((long)_options.WatermarkInterval.TotalMilliseconds)} (on-periodic)";
        string idle = OwnIdleTimeout(watermark) is { } own
            ? $"an input without rows for {own} ({WatermarkOptions.IdleTimeoutKey}) is idle and does not hold it back"
            : _options.IdleTimeout <= TimeSpan.Zero
            ? "no idle timeout: a silent input holds it back for ever"
            : $"an input without rows for {DurationText.Print((long)_options.IdleTimeout.TotalMilliseconds)} is idle and does not hold it back";
        return $"event time begins: {watermark.Schema[watermark.TimeColumn].Name}, "
            + $"watermark {NodeParts.Bare(watermark.Watermark)}, {sent}; {idle}";
    }

    private static string Describe(PhysicalWindowAggregate aggregate)
    {
        GroupWindow window = aggregate.Window;
        bool clock = window.Time == TimeAttribute.Proctime
            || (window.TimeColumn >= 0 && ByClock(aggregate.Input.Schema[window.TimeColumn]));
        if (clock)
        {
            return "its windows close by the clock and need no watermark";
        }

        string by = window.TimeColumn >= 0 ? $"the watermark of {aggregate.Input.Schema[window.TimeColumn].Name}" : "the watermark";
        return aggregate.Emission is { AllowedLateness: > 0 and long lateness, Updates: false }
            ? $"{by} closes its windows when it is {DurationText.Print(lateness)} past their end; {After(aggregate)}, with the watermark "
                + $"{DurationText.Print(lateness)} behind, as windows that wait for late rows hold it back"
            : $"{by} closes its windows; {After(aggregate)}";
    }

    private static string After(PhysicalNode window) => Rowtimes(window) is { Length: > 0 } kept
        ? $"event time goes on as {Names(kept)}"
        : "event time ends here, since window_time is not used above it";

    /// <summary>Why the result of a node has no event time although an input has; null where it is not so.</summary>
    private static string? LostAt(PhysicalNode node)
    {
        string[] before = [.. node.Inputs.SelectMany(input => Rowtimes(input)).Distinct()];
        if (before.Length == 0 || Rowtimes(node).Length != 0)
        {
            return null;
        }

        return node switch
        {
            PhysicalCalc calc => Lost(calc, before),
            PhysicalGroupAggregate => "a group has no time of its own; group by a window to keep one",
            PhysicalUnion union => Lost(union),
            PhysicalWindowAggregate => "window_time is not used above it",
            _ => $"{PhysicalText.Name(node)} gives rows that may change later",
        };
    }

    private static string Lost(PhysicalCalc calc, string[] before)
    {
        ProjectedColumn? computed = calc.Columns.FirstOrDefault(column => column.Value is not ColumnExpr && ReadsTime(calc, column.Value));
        return computed is null
            ? $"{Names(before)} is not selected"
            : $"{computed.Name} is computed as {NodeParts.Bare(computed.Value)}, and only the bare column stays event time; "
              + $"select {Names(before)} as it is";
    }

    private static string Lost(PhysicalUnion union)
    {
        int branch = Enumerable.Range(0, union.Branches.Count).First(index => Rowtimes(union.Branches[index]).Length == 0);
        return $"branch {branch + 1} of the UNION has no event time; every branch needs it in the same column";
    }

    private static string Beside(PhysicalNode node) =>
        node is PhysicalCalc calc && calc.Columns.Where(c => c.Value is not ColumnExpr && ReadsTime(calc, c.Value)).ToArray() is { Length: > 0 } columns
            ? $"; {string.Join(", ", columns.Select(column => column.Name))} is computed from it and is an ordinary column"
            : "";

    private string Verdict(PhysicalNode sink)
    {
        PhysicalNode[] nodes = [.. PlanPrinter.Numbers([sink]).Select(entry => entry.Node)];
        string origins = Names([.. nodes.OfType<PhysicalWatermark>()
            .Select(watermark => $"{watermark.Schema[watermark.TimeColumn].Name} of {TableOf(watermark)}")]);
        if (origins.Length == 0)
        {
            return nodes.OfType<PhysicalSource>().Any(source => source.Table.Watermark is not null)
                ? "no event time: a WATERMARK is declared, but nothing in the query needs it, so none is made"
                : "no event time";
        }

        if (Rowtimes(sink.Inputs[0]) is { Length: > 0 } kept)
        {
            return $"event time {origins} reaches the result as {Names(kept)}";
        }

        PhysicalNode? end = nodes.FirstOrDefault(node => node is not PhysicalSink && LostAt(node) is not null);
        return end is null
            ? $"event time {origins} does not reach the result"
            : $"event time {origins} ends at [{NumberOf(end)}] {PhysicalText.Name(end)}: {LostAt(end)}";
    }

    private int NumberOf(PhysicalNode node) => _nodes.First(entry => ReferenceEquals(entry.Node, node)).Number;

    private static string? OwnIdleTimeout(PhysicalNode node)
    {
        PhysicalNode at = node;
        while (at.Inputs.Count == 1)
        {
            at = at.Inputs[0];
        }

        return (at as PhysicalSource)?.Table.Option(WatermarkOptions.IdleTimeoutKey);
    }

    private static string TableOf(PhysicalNode node)
    {
        for (PhysicalNode at = node; ; at = at.Inputs[0])
        {
            if (at.Inputs.Count == 0)
            {
                return at is PhysicalSource source ? source.Table.Path.Name : PhysicalText.Name(at);
            }
        }
    }

    private static bool ReadsTime(PhysicalCalc calc, Expr value) =>
        ExprColumns.Read(value).Any(column => calc.Input.Schema[column].Time == TimeAttribute.Rowtime);

    private static string[] Rowtimes(PhysicalNode node) =>
        [.. node.Schema.Columns.Where(column => column.Time == TimeAttribute.Rowtime).Select(column => column.Name)];

    private static bool ByClock(PlanColumn column) => column.Time == TimeAttribute.Proctime;

    private static string Names(string[] names) => NodeParts.Names(names);
}
