namespace FlinkSql.Runtime.Checkpoints;

/// <summary>Where the checkpoints of one job are kept.</summary>
public interface ICheckpointStorage
{
    /// <summary>
    /// Whether calls to it and to its sessions wait for a device; they are made by one thread at a time, off the path of
    /// the rows.
    /// </summary>
    bool Waits { get; }

    /// <summary>
    /// What tells the job from all others, the same in every process that keeps its checkpoints here; null where they do
    /// not outlive the process.
    /// </summary>
    string? Identity => null;

    /// <summary>
    /// Begins a session, and ends the right of every older one to publish. The token is greater than all before.
    /// </summary>
    /// <exception cref="StaleAttemptException">There has been a session with this token or a greater one.</exception>
    ICheckpointSession Begin(long token, string owner);
}

/// <summary>The right to publish checkpoints of a job, until a newer session begins.</summary>
public interface ICheckpointSession
{
    /// <summary>Greater than that of every session before.</summary>
    long Token { get; }

    /// <summary>Makes sure that no newer session has begun.</summary>
    /// <exception cref="StaleAttemptException">One has.</exception>
    void Confirm();

    /// <summary>Begins a checkpoint under a number never used before by any run of the job.</summary>
    CheckpointLocation NewCheckpoint();

    /// <summary>Begins a savepoint, in a directory that does not exist yet. Nothing ever deletes it.</summary>
    CheckpointLocation NewSavepoint(string directory);

    /// <summary>Makes a checkpoint whose states are all written the newest; it is durable when this returns.</summary>
    void Publish(CheckpointLocation location, JobSnapshot snapshot);

    /// <summary>Gives a checkpoint up.</summary>
    void Discard(CheckpointLocation location);

    /// <summary>The newest checkpoint that is whole; null when there is none.</summary>
    JobSnapshot? Newest();
}
