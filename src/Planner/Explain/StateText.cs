using System.Text;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>Prints what each operator keeps, what frees it, and the verdict on the whole query.</summary>
public static class StateText
{
    /// <param name="sinks">The plan.</param>
    /// <param name="options">Where state lies, and how long it stays.</param>
    public static string Print(IEnumerable<PhysicalNode> sinks, PlannerOptions options)
    {
        var text = new StringBuilder();
        var worst = StateBoundKind.Stateless;
        foreach ((int number, PhysicalNode node) in PlanPrinter.Numbers(sinks))
        {
            StateBound state = node.Traits.State;
            if (state.Kind == StateBoundKind.Stateless)
            {
                continue;
            }

            string? ttl = Ttl(node, options);
            StateBoundKind kind = ttl is null ? state.Kind : StateBoundKind.Bounded;
            worst = kind > worst ? kind : worst;
            string[] freed = [.. new[] { state.FreedBy, ttl ?? "" }.Where(reason => reason.Length != 0)];
            string until = freed.Length != 0 ? $"; freed by {string.Join(" or ", freed)}"
                : kind == StateBoundKind.Bounded ? "; bounded by a constant"
                : "; never freed";
            string place = !options.UsesRocksDb ? "" : node is PhysicalGroupAggregate ? "; in RocksDB" : "; in memory";
            text.Append($"[{number}] {PhysicalText.Name(node)}: {Verdict(kind)}: {state.Kept}{until}{place}\n");
        }

        return text.Append($"verdict: {Verdict(worst)}\n").ToString();
    }

    /// <summary>The verdict in words.</summary>
    public static string Verdict(StateBoundKind kind) => kind switch
    {
        StateBoundKind.Stateless => "STATELESS",
        StateBoundKind.Bounded => "BOUNDED",
        StateBoundKind.GrowsWithKeys => "GROWS WITH KEYS",
        _ => "UNBOUNDED",
    };

    /// <summary>The end of state that nobody writes, in words; null where there is none.</summary>
    private static string? Ttl(PhysicalNode node, PlannerOptions options)
    {
        if (node is PhysicalGroupAggregate { StateTtl: long hint })
        {
            return hint == 0 ? null : $"{DurationText.Print(hint)} without a write (STATE_TTL)";
        }

        bool ends = node is PhysicalGroupAggregate or PhysicalTopN or PhysicalDeduplicate or PhysicalChangelogNormalize;
        return ends && options.StateTtl > TimeSpan.Zero
            ? $"{DurationText.Print((long)options.StateTtl.TotalMilliseconds)} without a write (table.exec.state.ttl)"
            : null;
    }
}
