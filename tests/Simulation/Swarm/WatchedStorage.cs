using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Watches what goes to the storage of checkpoints.</summary>
internal sealed class WatchedStorage(ICheckpointStorage inner, CheckpointWatch watch) : ICheckpointStorage
{
    public bool Waits => inner.Waits;

    public string? Identity => inner.Identity;

    public ICheckpointSession Begin(long token, string owner) => new Session(inner.Begin(token, owner), watch);

    private sealed class Session(ICheckpointSession inner, CheckpointWatch watch) : ICheckpointSession
    {
        public long Token => inner.Token;

        public void Confirm() => inner.Confirm();

        public CheckpointLocation NewCheckpoint()
        {
            CheckpointLocation location = inner.NewCheckpoint();
            watch.Given(location.Id);
            return location;
        }

        public CheckpointLocation NewSavepoint(string directory) => inner.NewSavepoint(directory);

        /// <summary>Who does not know whether a checkpoint counts cannot go on: the process ends, and the next one looks.</summary>
        public void Publish(CheckpointLocation location, JobSnapshot snapshot)
        {
            try
            {
                inner.Publish(location, snapshot);
            }
            catch (CheckpointOutcomeUnknownException)
            {
                World.Current.Coverage.Hit("outcome of a checkpoint unknown");
                World.Current.Disk.Crash(CrashKind.Process);
                throw;
            }
        }

        public void Discard(CheckpointLocation location) => inner.Discard(location);

        public JobSnapshot? Newest() => inner.Newest();
    }
}
