using System.Text;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>
/// Prints how often a row is found after failures: what each source and each sink can do, what that comes to for the whole
/// job, and why.
/// </summary>
internal sealed class DeliveryText
{
    private readonly IReadOnlyList<(int Number, PhysicalNode Node)> _nodes;
    private readonly TimeSpan? _interval;

    private DeliveryText(IReadOnlyList<(int Number, PhysicalNode Node)> nodes, TimeSpan? interval)
    {
        _nodes = nodes;
        _interval = interval;
    }

    public static string Print(IEnumerable<PhysicalNode> sinks, PlannerOptions options)
    {
        PhysicalNode[] roots = [.. sinks];
        var delivery = new DeliveryText(PlanPrinter.Numbers(roots), options.CheckpointInterval);
        var text = new StringBuilder();
        foreach ((int number, PhysicalNode node) in delivery._nodes.Reverse())
        {
            if (delivery.Describe(node) is { } line)
            {
                text.Append($"[{number}] {line}\n");
            }
        }

        text.Append(options.CheckpointInterval is { } interval
            ? $"checkpoints: every {DurationText.Print((long)interval.TotalMilliseconds)}\n"
            : "checkpoints: none (execution.checkpointing.interval is not set)\n");
        return text.Append($"verdict: {delivery.Verdict([.. roots.OfType<PhysicalSink>()])}\n").ToString();
    }

    private string? Describe(PhysicalNode node) => node switch
    {
        PhysicalSource { Table.Traits.Replayable: true } source => $"{source.Table.Path.Name}: is read again from where a checkpoint was",
        PhysicalSource source => $"{source.Table.Path.Name}: cannot be read again, so a job with it takes no checkpoints",
        PhysicalSink { Table: null } => "the result of a query: rows that were shown are not taken back",
        PhysicalSink { Table: { } table } => $"{table.Path.Name}: {Name(table.Traits.Delivery)}: {Describe(table.Traits.Delivery)}",
        _ => null,
    };

    private string Describe(SinkDelivery delivery) => delivery switch
    {
        SinkDelivery.ExactlyOnce when _interval is null => "rows are seen when the job has finished",
        SinkDelivery.ExactlyOnce => "rows are seen when the checkpoint that holds them is stored",
        SinkDelivery.AtLeastOnce => "rows are seen at once, and those since the last checkpoint again after a failure",
        _ => "what was not written out is lost in a failure, and what was may come again",
    };

    private string Verdict(PhysicalSink[] sinks)
    {
        PhysicalSource? once = _nodes.Select(entry => entry.Node).OfType<PhysicalSource>()
            .FirstOrDefault(source => !source.Table.Traits.Replayable);
        PhysicalSink weakest = sinks.MinBy(Delivery)!;
        SinkDelivery least = Delivery(weakest);
        string name = weakest.Table?.Path.Name ?? "the result";
        if (_interval is not null && once is not null)
        {
            return $"none: {once.Table.Path.Name} cannot be read again, so the job is refused while checkpoints are on";
        }

        if (_interval is null)
        {
            return least == SinkDelivery.ExactlyOnce
                ? "exactly-once for a job that finishes: nothing is seen before, and of a job that fails nothing at all"
                : $"none: without checkpoints a failed job leaves in {name} what it had written, and another run writes it again";
        }

        return least switch
        {
            SinkDelivery.ExactlyOnce => "exactly-once: every source can be read again, and every sink commits with the checkpoints",
            SinkDelivery.AtLeastOnce => $"at-least-once: {name} shows rows before the checkpoint that holds them is stored",
            _ => $"none: {name} may lose rows and show them twice",
        };
    }

    private static SinkDelivery Delivery(PhysicalSink sink) => sink.Table?.Traits.Delivery ?? SinkDelivery.AtLeastOnce;

    private static string Name(SinkDelivery delivery) => delivery switch
    {
        SinkDelivery.ExactlyOnce => "exactly-once",
        SinkDelivery.AtLeastOnce => "at-least-once",
        _ => "none",
    };
}
