using FlinkSql.Columnar;

namespace FlinkSql.Planner.Graph;

/// <summary>The job as it runs: chains of operators, and the exchanges between them.</summary>
public sealed record JobGraph(string Name, EquatableArray<JobVertex> Vertices, EquatableArray<JobEdge> Edges);

/// <summary>A chain of operators that one task per subtask runs.</summary>
/// <param name="Id">Position in the job.</param>
/// <param name="Name">The names of the operators, joined by arrows.</param>
/// <param name="Parallelism">How many subtasks.</param>
/// <param name="Chain">
/// The operators, each after the one that feeds it; the first is the head, which takes the inputs of the vertex or is
/// a source.
/// </param>
public sealed record JobVertex(int Id, string Name, int Parallelism, EquatableArray<ChainedNode> Chain)
{
    /// <summary>Vertices of one group share slots, <c>default</c> unless set.</summary>
    public string SlotSharingGroup { get; init; } = "default";
}

/// <summary>An operator in a chain.</summary>
/// <param name="Stream">The operator.</param>
/// <param name="FedBy">Position in the chain of the operator that feeds it; -1 for the head.</param>
public sealed record ChainedNode(StreamNode Stream, int FedBy);

/// <summary>An exchange between two vertices.</summary>
/// <param name="FromVertex">The producing vertex.</param>
/// <param name="FromPosition">Position in its chain of the operator whose rows leave.</param>
/// <param name="ToVertex">The consuming vertex.</param>
/// <param name="ToInput">Which input of its head.</param>
/// <param name="Shipping">How rows find their subtask.</param>
/// <param name="Keys">For <see cref="Shipping.Hash"/>: columns of the producer.</param>
/// <param name="BreakReason">Why the operators are not chained, for EXPLAIN.</param>
public sealed record JobEdge(
    int FromVertex,
    int FromPosition,
    int ToVertex,
    int ToInput,
    Shipping Shipping,
    EquatableArray<int> Keys,
    string BreakReason);
