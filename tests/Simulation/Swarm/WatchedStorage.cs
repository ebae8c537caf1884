using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Watches what goes to the storage of checkpoints.</summary>
internal sealed class WatchedStorage(ICheckpointStorage inner, CheckpointWatch watch) : ICheckpointStorage
{
    public bool Waits => inner.Waits;

    public string? Identity => inner.Identity;

    public ICheckpointSession Begin(long token, string owner)
    {
        ICheckpointSession session = inner.Begin(token, owner);
        watch.Begins(session.Token);
        return new Session(session, watch);
    }

    private sealed class Session(ICheckpointSession inner, CheckpointWatch watch) : ICheckpointSession
    {
        public long Token => inner.Token;

        public CheckpointLocation NewCheckpoint()
        {
            CheckpointLocation location = inner.NewCheckpoint();
            watch.Given(location.Id);
            return location;
        }

        public CheckpointLocation NewSavepoint(string directory) => inner.NewSavepoint(directory);

        public void Confirm() => inner.Confirm();

        public void Publish(CheckpointLocation location, JobSnapshot snapshot)
        {
            try
            {
                inner.Publish(location, snapshot);
            }
            catch (CheckpointOutcomeUnknownException)
            {
                World.Current.Coverage.Hit("outcome of a checkpoint unknown");
                throw;
            }
            catch (StaleAttemptException)
            {
                World.Current.Coverage.Hit("a leader learns at publishing that it was replaced");
                throw;
            }

            watch.Publishes(inner.Token, location.Id);
            World.Current.Coverage.HitIf(IsIncremental(snapshot, location.Id), "a checkpoint names files of older ones");
            World.Current.Coverage.HitIf(snapshot.HasInFlight, "published with rows that barriers overtook");
        }

        public void Discard(CheckpointLocation location) => inner.Discard(location);

        public JobSnapshot? Newest()
        {
            JobSnapshot? newest = inner.Newest();
            watch.Finds(inner.Token, newest?.Id);
            World.Current.Coverage.HitIf(
                newest is not null && IsIncremental(newest, newest.Id), "started from a checkpoint that names files of older ones");
            World.Current.Coverage.HitIf(newest?.HasInFlight == true, "started with rows that barriers overtook");
            return newest;
        }

        private static bool IsIncremental(JobSnapshot snapshot, long id) => snapshot.Operators.Values.Any(
            subtasks => subtasks.Any(state => state.Stored.Any(table => table.File.Checkpoint != id)));
    }
}
