namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Where the checkpoints of one job are kept. It is called by one thread at a time, off the path of the rows; what has
/// been stored is durable when the call returns.
/// </summary>
public interface ICheckpointStorage
{
    /// <summary>
    /// What tells the job from all others, the same in every process that keeps its checkpoints here; null where they do
    /// not outlive the process.
    /// </summary>
    string? Identity => null;

    /// <summary>Grows with every process that takes the job over.</summary>
    long Token => 0;

    /// <summary>The next number, never used before by any run of the job.</summary>
    long NextId();

    /// <summary>Stores a checkpoint and makes it the newest.</summary>
    void Store(JobSnapshot snapshot);

    /// <summary>The newest checkpoint that is whole; null when there is none.</summary>
    JobSnapshot? Newest();
}
