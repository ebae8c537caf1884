using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Deploys one job, watches its tasks, and brings it to an end: when all tasks have finished it commits the sinks;
/// when one fails, or its node does, it closes the others, and starts all again from the newest checkpoint if the job is to
/// be restarted; when the job is cancelled it closes them. This is what others see of it; <see cref="JobMasterActor"/>
/// does the work.
/// </summary>
public sealed class JobMaster
{
    private readonly JobRecord _record;
    private readonly Node _node;
    private readonly JobMasterActor _actor;

    internal JobMaster(JobRecord record, Node node, long token, SlotPool slots, SlotAllocation? allocation)
    {
        _record = record;
        _node = node;
        _actor = new JobMasterActor(record, node, token, slots, allocation);
    }

    public JobId Id => _record.Id;

    public string Name => _record.Job.Name;

    public JobState State => _actor.State;

    /// <summary>The rows its operators dropped for being late.</summary>
    public JobLateRows LateRows => _record.Readings.LateRows;

    /// <summary>When it had ended, ms since 1970-01-01T00:00Z; null while it has not.</summary>
    public long? EndedAt => _record.Completion.IsCompleted ? _actor.EndedAt : null;

    /// <summary>
    /// Ends with <see cref="JobState.Finished"/> or <see cref="JobState.Cancelled"/>, or with a
    /// <see cref="JobFailedException"/>; all tasks are closed and the slots given back by then.
    /// </summary>
    public Task<JobState> Completion => _record.Completion;

    /// <summary>How often it was started again after a failure.</summary>
    public int Restarts => _actor.Restarts;

    /// <summary>Checkpoints completed so far.</summary>
    public int Checkpoints => _actor.Checkpoints;

    /// <summary>Asks the job to end, whatever the state of its input. A job that has ended stays as it is.</summary>
    public void Cancel() => _node.Runtime.Post(_actor.Mailbox, CancelJob.Instance);

    /// <summary>
    /// Takes a checkpoint, at once or after the one under way; ends with its number when it is complete and durable, or
    /// with a <see cref="CheckpointException"/>.
    /// </summary>
    /// <param name="aligned">Whether no row may be overtaken, even where the job allows that.</param>
    public Task<long> TakeCheckpoint(bool aligned = false) => Ask(new CheckpointRequest { IsAligned = aligned });

    /// <summary>
    /// Takes a checkpoint and ends the job there: what its sinks hold up to it is committed, and nothing comes after.
    /// </summary>
    /// <param name="drain">
    /// Whether the input is ended first, so that all windows close; nothing can go on from there as if it had not.
    /// </param>
    public Task<long> StopWithCheckpoint(bool drain = false) => Ask(new CheckpointRequest { Stops = true, Drains = drain });

    /// <summary>The same as <see cref="TakeCheckpoint"/> as a savepoint, in a directory that does not exist yet.</summary>
    public Task<long> TakeSavepoint(string directory) => Ask(new CheckpointRequest(directory));

    /// <summary>The counters of all operators, summed over their subtasks, in the order of the plan.</summary>
    public IReadOnlyList<OperatorSnapshot> Metrics() => _record.Readings.Metrics(bySubtask: false);

    /// <summary>The same for each subtask by itself.</summary>
    public IReadOnlyList<OperatorSnapshot> SubtaskMetrics() => _record.Readings.Metrics(bySubtask: true);

    /// <summary>How its tasks stand, in the order of vertices and subtasks; none before they are made.</summary>
    public IReadOnlyList<TaskSnapshot> Tasks() => _record.Readings.Tasks();

    internal void Start(bool recovers) => _node.Runtime.Post(_actor.Mailbox, new StartJob(recovers));

    /// <summary>Another leads: it does nothing more, and the tasks are its successor's.</summary>
    internal void Abandon() => _actor.Abandon();

    private Task<long> Ask(CheckpointRequest asked)
    {
        _node.Runtime.Post(_actor.Mailbox, new TakeCheckpoint(asked));
        return asked.Done;
    }
}
