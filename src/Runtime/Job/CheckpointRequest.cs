namespace FlinkSql.Runtime.Job;

/// <summary>Somebody who waits for a checkpoint.</summary>
/// <param name="savepoint">The directory of a savepoint; null for a checkpoint.</param>
internal sealed class CheckpointRequest(string? savepoint = null)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Savepoint => savepoint;

    /// <summary>Whether the job ends there.</summary>
    public bool Stops { get; init; }

    /// <summary>Whether it ends only after its input was ended: windows close, and there is nothing to go on with.</summary>
    public bool Drains { get; init; }

    /// <summary>Whether no row may be overtaken, so that what it holds is the state of operators alone.</summary>
    public bool IsAligned
    {
        get => IsAlone || field;
        init;
    }

    /// <summary>Whether nobody else can have the same checkpoint.</summary>
    public bool IsAlone => savepoint is not null || Stops;

    /// <summary>Ends with the number of the checkpoint, or with a <see cref="Checkpoints.CheckpointException"/>.</summary>
    public Task<long> Done => _done.Task;

    public void Complete(long checkpointId) => _done.TrySetResult(checkpointId);

    public void Fail(string reason) => _done.TrySetException(new Checkpoints.CheckpointException(reason));
}
