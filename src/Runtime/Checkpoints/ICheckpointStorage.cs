namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Where the checkpoints of one job are kept. It is called by one thread at a time, off the path of the rows; what has
/// been stored is durable when the call returns.
/// </summary>
public interface ICheckpointStorage
{
    /// <summary>The next number, never used before by any run of the job.</summary>
    long NextId();

    /// <summary>Stores a checkpoint and makes it the newest.</summary>
    void Store(JobSnapshot snapshot);

    /// <summary>The newest checkpoint that is whole; null when there is none.</summary>
    JobSnapshot? Newest();
}
