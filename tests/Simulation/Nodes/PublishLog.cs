using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>A storage that notes which sessions have published.</summary>
internal sealed class PublishLog(ICheckpointStorage inner) : ICheckpointStorage
{
    /// <summary>The token of each publication, in order.</summary>
    public List<long> Tokens { get; } = [];

    public bool Waits => inner.Waits;

    public string? Identity => inner.Identity;

    public ICheckpointSession Begin(long token, string owner) => new Session(this, inner.Begin(token, owner));

    private sealed class Session(PublishLog log, ICheckpointSession inner) : ICheckpointSession
    {
        public long Token => inner.Token;

        public void Confirm() => inner.Confirm();

        public CheckpointLocation NewCheckpoint() => inner.NewCheckpoint();

        public CheckpointLocation NewSavepoint(string directory) => inner.NewSavepoint(directory);

        public void Publish(CheckpointLocation location, JobSnapshot snapshot)
        {
            inner.Publish(location, snapshot);
            log.Tokens.Add(Token);
        }

        public void Discard(CheckpointLocation location) => inner.Discard(location);

        public JobSnapshot? Newest() => inner.Newest();
    }
}
