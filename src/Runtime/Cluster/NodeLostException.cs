namespace FlinkSql.Runtime.Cluster;

/// <summary>A node on which tasks of a job ran is gone, or has been silent for too long.</summary>
public sealed class NodeLostException(NodeId node) : Exception($"node {node} is lost")
{
    public NodeId Node { get; } = node;
}
