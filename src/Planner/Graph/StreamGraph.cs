using FlinkSql.Columnar;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>The operators of a job with their parallelism, and the streams between them; not chained yet.</summary>
public sealed record StreamGraph(EquatableArray<StreamNode> Nodes, EquatableArray<StreamEdge> Edges);

/// <summary>One operator.</summary>
/// <param name="Id">Position in the graph; inputs come before consumers.</param>
/// <param name="Node">What it does. Exchanges and unions are edges, not nodes.</param>
/// <param name="Parallelism">How many subtasks.</param>
/// <param name="Uid">A stable name derived from what the operator computes, for its state.</param>
public sealed record StreamNode(int Id, PhysicalNode Node, int Parallelism, string Uid);

/// <summary>A stream from one operator to an input of another.</summary>
/// <param name="From">The producer's id.</param>
/// <param name="To">The consumer's id.</param>
/// <param name="ToInput">Which input of the consumer; branches of a union share one.</param>
/// <param name="Shipping">How rows find their subtask.</param>
/// <param name="Keys">For <see cref="Shipping.Hash"/>: columns of the producer.</param>
public sealed record StreamEdge(int From, int To, int ToInput, Shipping Shipping, EquatableArray<int> Keys);

/// <summary>How rows find their subtask.</summary>
public enum Shipping
{
    Forward,
    Hash,
    Rebalance,
    Broadcast,
    Global,
}
