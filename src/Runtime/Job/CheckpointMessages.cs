using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>To the job master: a task has passed the barrier on, and this is its state there.</summary>
/// <param name="Attempt">The run of the job.</param>
/// <param name="CheckpointId">Which checkpoint.</param>
/// <param name="Task">Which task.</param>
/// <param name="States">The state of its operators, in the order of the chain.</param>
internal sealed record CheckpointAcknowledged(
    Attempt Attempt, long CheckpointId, int Task, IReadOnlyList<StateSnapshot> States) : Message
{
    public override string ToString() => $"task {Task} of {Attempt} acknowledges {CheckpointId}";
}

/// <summary>To the job master: take a checkpoint now.</summary>
internal sealed record TakeCheckpoint(TaskCompletionSource<long>? Asked) : Message
{
    /// <summary>Whether the job ends there.</summary>
    public bool Stops { get; init; }

    /// <summary>Whether it ends only after its input was ended: windows close, and there is nothing to go on with.</summary>
    public bool Drains { get; init; }

    public override string ToString() => "TakeCheckpoint";
}

/// <summary>To the job master: the next periodic checkpoint is due.</summary>
internal sealed record CheckpointDue(Attempt Attempt) : Message;

/// <summary>To the job master: a checkpoint has taken too long.</summary>
internal sealed record CheckpointTimedOut(Attempt Attempt, long CheckpointId) : Message;

/// <summary>To the job master: a checkpoint was stored, or why not.</summary>
internal sealed record CheckpointStored(Attempt Attempt, long CheckpointId, Exception? Failure) : Message
{
    public override string ToString() => $"checkpoint {CheckpointId} of {Attempt} stored";
}

/// <summary>To the job master: start the job again.</summary>
internal sealed record RestartDue(Attempt Attempt) : Message;
