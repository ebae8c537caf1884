using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Watches what goes to the storage of checkpoints.</summary>
internal sealed class WatchedStorage(ICheckpointStorage inner, CheckpointWatch watch) : ICheckpointStorage
{
    public string? Identity => inner.Identity;

    public long Token => inner.Token;

    public long NextId()
    {
        long id = inner.NextId();
        watch.Given(id);
        return id;
    }

    /// <summary>Who does not know whether a checkpoint counts cannot go on: the process ends, and the next one looks.</summary>
    public void Store(JobSnapshot snapshot)
    {
        try
        {
            inner.Store(snapshot);
        }
        catch (CheckpointOutcomeUnknownException)
        {
            World.Current.Coverage.Hit("outcome of a checkpoint unknown");
            World.Current.Disk.Crash(CrashKind.Process);
            throw;
        }
    }

    public JobSnapshot? Newest() => inner.Newest();
}
