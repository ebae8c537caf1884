using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Codegen;

/// <summary>
/// What becomes one operator at run time: a library operator alone, or a generated class: stateless nodes, at most one
/// node with a class of its own, and the stateless nodes that work on what it emits.
/// </summary>
/// <param name="Positions">Positions of the nodes in the chain, in order.</param>
internal sealed record ChainUnit(List<int> Positions)
{
    /// <summary>Stateless nodes fused into the loop over the input.</summary>
    public List<PhysicalNode> Before { get; init; } = [];

    /// <summary>The node with a class of its own, or the library operator; null for a purely stateless unit.</summary>
    public PhysicalNode? Core { get; set; }

    /// <summary>Stateless nodes fused into the emission of the core.</summary>
    public List<PhysicalNode> After { get; init; } = [];

    /// <summary>The unit that feeds it; -1 at the head.</summary>
    public int FedBy { get; init; } = -1;

    /// <summary>Whether code is generated for it.</summary>
    public bool IsGenerated => Core is null || OperatorEmitter.For(Core) is ClassEmitter;

    /// <summary>Whether stateless nodes may follow inside the unit.</summary>
    public bool FusesAfter => Core is null || OperatorEmitter.For(Core) is ClassEmitter { FusesAfter: true };

    /// <summary>What the rows look like that it may drop for being late; null when it drops none.</summary>
    public LateRowShape? LateRows => Core is not null && LateRowNodes.DropsLateRows(Core)
        ? new LateRowShape(PlanNames.Of(Core), InputSchema.ToSchema(), InputChanges)
        : null;

    public IEnumerable<PhysicalNode> Nodes => [.. Before, .. Core is null ? Array.Empty<PhysicalNode>() : [Core], .. After];

    public PhysicalNode First => Nodes.First();

    public PhysicalNode Last => Nodes.Last();

    /// <summary>The columns of the batches that come in.</summary>
    public PlanSchema InputSchema => First.Inputs[0].Schema;

    /// <summary>Whether the batches that come in have rows that are not +I.</summary>
    public bool InputChanges => First.Inputs[0].Traits.Mode != ChangelogMode.InsertOnly;
}
