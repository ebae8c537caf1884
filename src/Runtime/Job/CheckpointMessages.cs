using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>To the job master: take a checkpoint now, or a savepoint in a directory.</summary>
internal sealed record TakeCheckpoint(CheckpointRequest Asked) : Message
{
    public override void Discard() => Asked.Fail("the job has ended");

    public override string ToString() => $"TakeCheckpoint {Asked.Savepoint}";
}

/// <summary>To the job master: the next periodic checkpoint is due.</summary>
internal sealed record CheckpointDue(Attempt Attempt) : Message;

/// <summary>To the job master: a checkpoint has taken too long.</summary>
internal sealed record CheckpointTimedOut(Attempt Attempt, long CheckpointId) : Message;

/// <summary>To the job master: the storage has begun a session, and this is the newest checkpoint there; or why not.</summary>
internal sealed record StorageOpened(
    Attempt Attempt, ICheckpointSession? Session, JobSnapshot? Newest, Exception? Failure) : Message
{
    public override string ToString() => $"storage of {Attempt} open, newest {Newest?.Id}";
}

/// <summary>To the job master: a checkpoint has a place, or why not.</summary>
/// <param name="Attempt">The run of the job.</param>
/// <param name="Number">Which of the requests of the coordinator.</param>
/// <param name="Location">The place.</param>
/// <param name="Failure">Why there is none.</param>
internal sealed record CheckpointPlaced(Attempt Attempt, long Number, CheckpointLocation? Location, Exception? Failure) : Message
{
    public override string ToString() => $"checkpoint {Location?.Id} of {Attempt} placed";
}

/// <summary>To the job master: a checkpoint was stored, or why not.</summary>
internal sealed record CheckpointStored(Attempt Attempt, long CheckpointId, Exception? Failure) : Message
{
    public override string ToString() => $"checkpoint {CheckpointId} of {Attempt} stored";
}

/// <summary>To the job master: start the job again.</summary>
internal sealed record RestartDue(Attempt Attempt) : Message;
