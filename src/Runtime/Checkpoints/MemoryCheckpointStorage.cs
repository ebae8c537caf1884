namespace FlinkSql.Runtime.Checkpoints;

/// <summary>Keeps the newest checkpoint of a job in memory: enough to restart the job, not to outlive the process.</summary>
public sealed class MemoryCheckpointStorage : ICheckpointStorage
{
    private JobSnapshot? _newest;
    private long _lastId;

    public long NextId() => ++_lastId;

    public void Store(JobSnapshot snapshot)
    {
        foreach (StateSnapshot state in snapshot.Operators.Values.SelectMany(subtasks => subtasks))
        {
            state.MakeDeferred();
        }

        _newest = snapshot;
    }

    public JobSnapshot? Newest() => _newest;
}
