using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Explain;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// Which output modes a plan accepts, and which operator decides (SEMANTICS 17).
/// <code>
/// operators with state          append           update   complete
/// none                          if rows are final yes     no: the result grows with the input
/// one aggregation or Top-N      if rows are final yes     yes
/// several                       if rows are final no      no
/// ORDER BY at the top of these  at the end        no      after an aggregation
/// </code>
/// Changelog is always accepted. Rows are final when the plan never takes one back.
/// </summary>
public sealed class OutputModes
{
    private readonly PhysicalNode _plan;
    private readonly ResultSort _sort;
    private readonly List<PhysicalNode> _stateful = [];

    public OutputModes(PhysicalNode plan, ResultSort sort)
    {
        _plan = plan;
        _sort = sort;
        Collect(sort == ResultSort.InPlan ? Sorter.Inputs[0] : plan, _stateful);
    }

    /// <summary>The modes that work.</summary>
    public IReadOnlyList<OutputMode> Accepted => [.. Enum.GetValues<OutputMode>().Where(mode => Refusal(mode) is null)];

    private PhysicalNode Sorter => Find(_plan, node => node is PhysicalSort or PhysicalTopN or PhysicalLimit) ?? _plan;

    /// <summary>Which operator stands against a mode, and why; null when the mode works.</summary>
    public (PhysicalNode Decider, string Why)? Refusal(OutputMode mode) => mode switch
    {
        OutputMode.Append => Append(),
        OutputMode.Update when _sort != ResultSort.None =>
            (Sorter, "orders the whole result, in which single updates have no place"),
        OutputMode.Update => Several(),
        OutputMode.Complete => Several() ?? (_stateful.Any(IsSummary)
            ? null
            : (_plan, "does not aggregate, so the whole result grows with the input")),
        _ => null,
    };

    private (PhysicalNode Decider, string Why)? Append()
    {
        if (_sort == ResultSort.Apart)
        {
            return _plan.Traits.Bounded ? null : (_plan, "never ends, so its order is never final");
        }

        return _plan.Traits.Mode == ChangelogMode.InsertOnly
            ? null
            : (ChangeProducer.Of(_plan), "changes rows that it has given");
    }

    private (PhysicalNode Decider, string Why)? Several() => _stateful switch
    {
        [PhysicalNode first, PhysicalNode second, ..] =>
            (first, $"works on the rows of {PhysicalText.Name(second)}, which must be final for that"),
        [PhysicalNode only] when !IsSummary(only) => (only, "gives rows only once they are final"),
        _ => null,
    };

    private static bool IsSummary(PhysicalNode node) =>
        node is PhysicalGroupAggregate or PhysicalWindowAggregate or PhysicalTopN or PhysicalDeduplicate;

    // A window table function only gives rows their windows: the aggregate over it is the one that decides.
    private static bool Decides(PhysicalNode node) => node.Traits.State.Kind != StateBoundKind.Stateless
        && node is not (PhysicalLimit or PhysicalSort or PhysicalChangelogNormalize or PhysicalWindow);

    private static PhysicalNode? Find(PhysicalNode node, Predicate<PhysicalNode> wanted) =>
        wanted(node) ? node : node.Inputs.Select(input => Find(input, wanted)).FirstOrDefault(found => found is not null);

    private static void Collect(PhysicalNode node, List<PhysicalNode> stateful)
    {
        if (Decides(node))
        {
            stateful.Add(node);
        }

        foreach (PhysicalNode input in node.Inputs)
        {
            Collect(input, stateful);
        }
    }
}

/// <summary>Where the ORDER BY of a whole result is carried out.</summary>
public enum ResultSort
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>By an operator of the plan.</summary>
    InPlan,

    /// <summary>By the output, each time it hands the result on.</summary>
    Apart,
}
