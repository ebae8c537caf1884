using FlinkSql.Runtime.Cluster;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// A fixed share of a TaskManager, given to one subtask of each vertex of a slot-sharing group.
/// </summary>
internal sealed class Slot(NodeId node, int number)
{
    public NodeId Node { get; } = node;

    public string Name => $"{Node}/{number}";

    public bool Free { get; set; } = true;

    /// <summary>Whether its TaskManager is gone.</summary>
    public bool Lost { get; set; }
}
