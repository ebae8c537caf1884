using FlinkSql.Runtime.Checkpoints;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// A job as it outlives the JobManagers that run it, by reference while they are in one process: what to run, where its
/// checkpoints are, and how it ended.
/// </summary>
internal sealed class JobRecord(
    JobId id, CompiledJob job, string identity, ICheckpointStorage storage, JobSnapshot? restored)
{
    private readonly TaskCompletionSource<JobState> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private long _token;

    public JobId Id => id;

    public CompiledJob Job => job;

    /// <summary>See <see cref="JobScope"/>.</summary>
    public string Identity => identity;

    public ICheckpointStorage Storage => storage;

    /// <summary>What the job began with; a newer checkpoint in the storage goes before it.</summary>
    public JobSnapshot? Restored => restored;

    public JobReadings Readings { get; } = new(job);

    public Task<JobState> Completion => _completion.Task;

    /// <summary>A leader takes the job over; false if a newer one has.</summary>
    public bool TryTake(long token)
    {
        lock (_gate)
        {
            bool newer = token > _token;
            _token = newer ? token : _token;
            return newer;
        }
    }

    /// <summary>The job has ended, says a leader; nobody listens to one who was replaced.</summary>
    public bool TryEnd(long token, JobState state, Exception? failure)
    {
        lock (_gate)
        {
            return token == _token
                && (failure is null ? _completion.TrySetResult(state) : _completion.TrySetException(failure));
        }
    }
}
