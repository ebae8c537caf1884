namespace FlinkSql.Runtime.Job;

/// <summary>Somebody who waits for a checkpoint.</summary>
/// <param name="savepoint">The directory of a savepoint; null for a checkpoint.</param>
internal sealed class CheckpointRequest(string? savepoint = null)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Savepoint => savepoint;

    /// <summary>Ends with the number of the checkpoint, or with a <see cref="Checkpoints.CheckpointException"/>.</summary>
    public Task<long> Done => _done.Task;

    public void Complete(long checkpointId) => _done.TrySetResult(checkpointId);

    public void Fail(string reason) => _done.TrySetException(new Checkpoints.CheckpointException(reason));
}
