using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// What the actors of one node have to hand. A node is the unit of death: its actors, timers, waiting messages and
/// offloaded works go together, and only files outlive it.
/// </summary>
/// <param name="Id">This life of the node.</param>
/// <param name="Runtime">What runs its actors, and no others.</param>
/// <param name="Transport">How they reach those of other nodes.</param>
/// <param name="Cluster">What the node has heard of the others.</param>
/// <param name="Files">Files that every node sees.</param>
public sealed record Node(NodeId Id, IRuntime Runtime, ITransport Transport, ICluster Cluster, IFileSystem Files)
{
    /// <summary>How silence between two nodes is noticed; null where they share their fate.</summary>
    public HeartbeatSettings? Heartbeats { get; init; }
}
