using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Cluster;

/// <summary>
/// Which nodes there are and which of them leads, as one node has heard. It may be old, jump over changes, or contradict
/// what other nodes have heard: the token decides, not the view.
/// </summary>
public interface ICluster
{
    /// <summary>Tells an actor of this node how things stand, and again after every change, by <see cref="ClusterChanged"/>.</summary>
    void Watch(Mailbox watcher);
}
