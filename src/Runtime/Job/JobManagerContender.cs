using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// A node on which a JobManager may run: it begins one when the node is said to lead, and abandons it when it hears of a
/// newer leader. Until it hears of that there may be two, and the token tells them apart.
/// </summary>
internal sealed class JobManagerContender : IActor
{
    private readonly Node _node;
    private readonly IJobStore _store;
    private long _newest;

    public JobManagerContender(Node node, IJobStore store)
    {
        _node = node;
        _store = store;
        node.Cluster.Watch(node.Runtime.Spawn("JobManager", this));
    }

    /// <summary>The JobManager that leads, as far as this node knows; null while another does.</summary>
    public JobManager? Current { get; private set; }

    /// <summary>What ended the last JobManager here that failed.</summary>
    public Exception? Failure { get; private set; }

    public void Receive(Message message)
    {
        if (message is not ClusterChanged changed)
        {
            message.Discard();
            return;
        }

        if (changed.View.Leader is { } leader && leader.Token > _newest)
        {
            _newest = leader.Token;
            Current?.Abandon();
            Current = null;
            if (leader.Node == _node.Id)
            {
                var slots = new SlotPool();
                slots.Update(changed.View);
                Current = new JobManager(_node, leader.Token, slots, _store);
            }
        }

        Current?.Slots.Update(changed.View);
    }

    public void OnFailure(Exception failure)
    {
        Failure = failure;
        Current?.Abandon();
        Current = null;
    }
}
