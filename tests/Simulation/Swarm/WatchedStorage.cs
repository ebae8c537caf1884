using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Watches what goes to the storage of checkpoints.</summary>
internal sealed class WatchedStorage(ICheckpointStorage inner, CheckpointWatch watch) : ICheckpointStorage
{
    public long NextId()
    {
        long id = inner.NextId();
        watch.Given(id);
        return id;
    }

    public void Store(JobSnapshot snapshot) => inner.Store(snapshot);

    public JobSnapshot? Newest() => inner.Newest();
}
