using System.Text;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Explain;

/// <summary>Prints what each operator keeps, what frees it, and the verdict on the whole query.</summary>
public static class StateText
{
    /// <param name="sinks">The plan.</param>
    /// <param name="usesRocksDb">Whether to say what lies in RocksDB, and what in memory all the same.</param>
    public static string Print(IEnumerable<PhysicalNode> sinks, bool usesRocksDb = false)
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

            worst = state.Kind > worst ? state.Kind : worst;
            string freed = state.FreedBy.Length != 0 ? $"; freed by {state.FreedBy}"
                : state.Kind == StateBoundKind.Bounded ? "; bounded by a constant"
                : "; never freed";
            string place = !usesRocksDb ? "" : node is PhysicalGroupAggregate ? "; in RocksDB" : "; in memory";
            text.Append($"[{number}] {PhysicalText.Name(node)}: {Verdict(state.Kind)}: {state.Kept}{freed}{place}\n");
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
}
