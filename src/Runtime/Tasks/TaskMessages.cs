using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>From the job master to a task, by way of its TaskManager, which drops what is not of the attempt it runs.</summary>
internal abstract record TaskCommand(Attempt Attempt, int Task) : Message;

/// <summary>To a task: open the operators, give them the state of the checkpoint, and begin. All tasks are there.</summary>
internal sealed record StartTask(Attempt Attempt, int Task) : TaskCommand(Attempt, Task);

/// <summary>To a source task: send a barrier. To one that has finished: hand its last state in again.</summary>
internal sealed record InjectBarrier(Attempt Attempt, int Task, BarrierElement Barrier) : TaskCommand(Attempt, Task);

/// <summary>To a task: a checkpoint is complete and durable.</summary>
internal sealed record CheckpointCompleted(Attempt Attempt, int Task, long CheckpointId) : TaskCommand(Attempt, Task);

/// <summary>To a task: a checkpoint was given up; nobody waits for its barriers any more.</summary>
internal sealed record CheckpointAborted(Attempt Attempt, int Task, long CheckpointId) : TaskCommand(Attempt, Task);

/// <summary>To a source task: splits whose watermark is greater wait for the others of their alignment group.</summary>
internal sealed record AlignSource(Attempt Attempt, int Task, long Limit) : TaskCommand(Attempt, Task);

/// <summary>To a source task: say how far the splits are.</summary>
internal sealed record AskSplits(Attempt Attempt, int Task, long Round) : TaskCommand(Attempt, Task);

/// <summary>To a source task: read no more rows, as if the input had ended here.</summary>
internal sealed record EndSource(Attempt Attempt, int Task) : TaskCommand(Attempt, Task);

/// <summary>To a task, from its TaskManager: close, whatever the state of its input.</summary>
internal sealed record CancelTask(Attempt Attempt, int Task) : TaskCommand(Attempt, Task);

/// <summary>To the task itself: a timer of one of its operators may be due.</summary>
internal sealed record TimersDue : Message
{
    public static readonly TimersDue Instance = new();
}

/// <summary>To the task itself: the barrier of a checkpoint has waited long enough for the rows before it.</summary>
internal sealed record OvertakingDue(long CheckpointId) : Message;

/// <summary>To the source task itself: read again, unless it has read since.</summary>
internal sealed record PollSource(long Number) : Message;

/// <summary>To the task itself: an operator that had paused the input lets it go on.</summary>
internal sealed record ResumeInput : Message
{
    public static readonly ResumeInput Instance = new();
}
