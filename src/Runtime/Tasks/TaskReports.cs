using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>From a task to its TaskManager, and from there to the job master.</summary>
internal abstract record TaskReport(Attempt Attempt, int Task) : Message;

/// <summary>To the job master: the task is there, and others may send to it.</summary>
internal sealed record TaskDeployed(Attempt Attempt, int Task, EquatableArray<SplitProgress> Splits) : TaskReport(Attempt, Task)
{
    public override string ToString() => $"task {Task} of {Attempt} deployed";
}

/// <summary>To the job master: how far the splits of a source task are.</summary>
internal sealed record SplitsAnswered(Attempt Attempt, int Task, long Round, EquatableArray<SplitProgress> Splits)
    : TaskReport(Attempt, Task)
{
    public override string ToString() => $"task {Task} of {Attempt} answers round {Round}";
}

/// <summary>To the job master: a task has passed the barrier on, and this is its state there.</summary>
/// <param name="Attempt">The run of the job.</param>
/// <param name="Task">Which task.</param>
/// <param name="Location">The checkpoint.</param>
/// <param name="States">
/// The state of its operators, in the order of the chain: written to files, and plain data, by the time it leaves the
/// node, unless checkpoints stay in memory.
/// </param>
internal sealed record CheckpointAcknowledged(
    Attempt Attempt, int Task, CheckpointLocation Location, IReadOnlyList<StateSnapshot> States) : TaskReport(Attempt, Task)
{
    public override void Discard()
    {
        foreach (StateSnapshot state in States)
        {
            state.Dispose();
        }
    }

    public override string ToString() => $"task {Task} of {Attempt} acknowledges {Location.Id}";
}

/// <summary>To the job master: the state of a task could not be written.</summary>
internal sealed record CheckpointDeclined(Attempt Attempt, int Task, long CheckpointId, Exception Cause)
    : TaskReport(Attempt, Task)
{
    public override string ToString() => $"task {Task} of {Attempt} declines {CheckpointId}: {Cause.Message}";
}

/// <summary>How a task ended.</summary>
internal enum TaskOutcome
{
    Finished,
    Cancelled,
    Failed,
}

/// <summary>To the job master: a task has closed, and why.</summary>
internal sealed record TaskClosed(Attempt Attempt, int Task, TaskOutcome Outcome, Exception? Cause) : TaskReport(Attempt, Task)
{
    /// <summary>
    /// The state of its operators at the end, in the order of the chain; empty unless it finished. Its TaskManager keeps
    /// it for the checkpoints to come.
    /// </summary>
    public IReadOnlyList<StateSnapshot> Final { get; init; } = [];

    public override string ToString() => $"task {Task} of {Attempt} {Outcome}{(Cause is null ? "" : $": {Cause.Message}")}";
}
