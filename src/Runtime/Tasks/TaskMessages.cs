using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>To a task: open the operators, and give them the state they had at a checkpoint, if there is one.</summary>
internal sealed record OpenTask(Attempt Attempt, JobSnapshot? Restored) : Message
{
    public override string ToString() => $"OpenTask {{ {Attempt} from {Restored?.Id} }}";
}

/// <summary>To a task: a checkpoint is complete and durable.</summary>
internal sealed record CheckpointCompleted(Attempt Attempt, long CheckpointId) : Message;

/// <summary>To a source task: begin to read.</summary>
internal sealed record StartTask(Attempt Attempt) : Message;

/// <summary>To a task: close, whatever the state of its input.</summary>
internal sealed record CancelTask(Attempt Attempt) : Message;

/// <summary>To a source task: send a barrier.</summary>
internal sealed record InjectBarrier(Attempt Attempt, long CheckpointId, long Timestamp) : Message;

/// <summary>
/// To a task, before the barrier of a checkpoint at which the job stops: behind it nothing is done, so that nothing is
/// seen twice when the job goes on from there.
/// </summary>
internal sealed record SuspendTask(Attempt Attempt, long CheckpointId) : Message;

/// <summary>To a task that was told to stop at a checkpoint: that did not come about, go on.</summary>
internal sealed record ResumeTask(Attempt Attempt) : Message;

/// <summary>To a source task: read no more rows, as if the input had ended here.</summary>
internal sealed record EndSource(Attempt Attempt) : Message;

/// <summary>To the task itself: a timer of one of its operators may be due.</summary>
internal sealed record TimersDue : Message
{
    public static readonly TimersDue Instance = new();
}

/// <summary>To a source task: splits whose watermark is greater wait for the others of their alignment group.</summary>
internal sealed record AlignSource(Attempt Attempt, long Limit) : Message;

/// <summary>To the source task itself: read again, unless it has read since.</summary>
internal sealed record PollSource(long Number) : Message;

/// <summary>To the task itself: an operator that had paused the input lets it go on.</summary>
internal sealed record ResumeInput : Message
{
    public static readonly ResumeInput Instance = new();
}
