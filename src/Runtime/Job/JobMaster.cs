using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Deploys one job, watches its tasks, and brings it to an end: when all tasks have finished it commits the sinks, after a
/// last checkpoint if the job takes any;
/// when one fails it closes the others, and starts all again from the newest checkpoint if the job is to be restarted;
/// when the job is cancelled it closes them.
/// </summary>
public sealed class JobMaster
{
    private readonly IRuntime _runtime;
    private readonly CompiledJob _job;
    private readonly SlotAllocation _slots;
    private readonly Mailbox _mailbox;
    private readonly CheckpointCoordinator _checkpoints;
    private readonly JobScope _scope;
    private readonly BufferPool _snapshotMemory = new("checkpoints", long.MaxValue);
    private readonly List<DateTimeOffset> _failures = [];
    private readonly List<TaskCompletionSource<long>> _drained = [];
    private readonly TaskCompletionSource<JobState> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Attempt _attempt;
    private ExecutionGraph? _graph;
    private Committer? _committer;
    private SinkWork? _ending;
    private SplitAlignment? _alignment;
    private IReadOnlyList<OperatorMetrics[]> _metrics = [];
    private bool[] _closed = [];
    private int _open;
    private Exception? _cause;
    private TimeSpan? _wait;
    private bool _waitsToRestart;
    private volatile JobState _state = JobState.Created;
    private long _endedAt;

    internal JobMaster(
        JobId id, CompiledJob job, SlotAllocation slots, IRuntime runtime, ICheckpointStorage storage, JobSnapshot? restored)
    {
        Id = id;
        _job = job;
        _slots = slots;
        _runtime = runtime;
        _attempt = new Attempt(id, 1);
        LateRows = new JobLateRows(job);
        _mailbox = runtime.Spawn($"JobMaster {id}", new Actor(this));
        _scope = JobScope.Of(storage, id, runtime.Clock);
        _checkpoints = new CheckpointCoordinator(
            job, storage, runtime, _mailbox, snapshot => _committer!.Commit(_attempt, snapshot));
        if (restored is not null)
        {
            _checkpoints.Restore(restored);
        }
    }

    public JobId Id { get; }

    public string Name => _job.Name;

    public JobState State => _state;

    /// <summary>The rows its operators dropped for being late.</summary>
    public JobLateRows LateRows { get; }

    /// <summary>When it had ended, ms since 1970-01-01T00:00Z; null while it has not.</summary>
    public long? EndedAt => _completion.Task.IsCompleted ? _endedAt : null;

    /// <summary>
    /// Ends with <see cref="JobState.Finished"/> or <see cref="JobState.Cancelled"/>, or with a
    /// <see cref="JobFailedException"/>; all tasks are closed and the slots given back by then.
    /// </summary>
    public Task<JobState> Completion => _completion.Task;

    /// <summary>How often it was started again after a failure.</summary>
    public int Restarts => _attempt.Number - 1;

    /// <summary>Checkpoints completed so far.</summary>
    public int Checkpoints => _checkpoints.Completed;

    /// <summary>Asks the job to end, whatever the state of its input. A job that has ended stays as it is.</summary>
    public void Cancel() => _runtime.Post(_mailbox, CancelJob.Instance);

    /// <summary>
    /// Takes a checkpoint, at once or after the one under way; ends with its number when it is complete and durable, or
    /// with a <see cref="CheckpointException"/>.
    /// </summary>
    public Task<long> TakeCheckpoint() => Take(asked => new TakeCheckpoint(asked));

    /// <summary>
    /// Takes a checkpoint and ends the job there: what its sinks hold up to it is committed, and nothing comes after.
    /// </summary>
    /// <param name="drain">
    /// Whether the input is ended first, so that all windows close; nothing can go on from there as if it had not.
    /// </param>
    public Task<long> StopWithCheckpoint(bool drain = false) =>
        Take(asked => new TakeCheckpoint(asked) { Stops = true, Drains = drain });

    /// <summary>The counters of all operators, summed over their subtasks, in the order of the plan.</summary>
    public IReadOnlyList<OperatorSnapshot> Metrics() => OperatorSnapshot.Of(_job, Volatile.Read(ref _metrics));

    /// <summary>The same for each subtask by itself.</summary>
    public IReadOnlyList<OperatorSnapshot> SubtaskMetrics() =>
        OperatorSnapshot.Of(_job, Volatile.Read(ref _metrics), bySubtask: true);

    /// <summary>How its tasks stand, in the order of vertices and subtasks; none before they are made.</summary>
    public IReadOnlyList<TaskSnapshot> Tasks() =>
        Volatile.Read(ref _graph) is { } graph ? [.. graph.Tasks.Select(task => task.Snapshot())] : [];

    private Task<long> Take(Func<TaskCompletionSource<long>, TakeCheckpoint> message)
    {
        var asked = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _runtime.Post(_mailbox, message(asked));
        return asked.Task;
    }

    internal void Start() => _runtime.Post(_mailbox, new StartJob(_attempt));

    private void Receive(Message message)
    {
        switch (message)
        {
            case StartJob start when start.Attempt == _attempt && _state == JobState.Created:
                Deploy();
                break;
            case CancelJob when _state is JobState.Running or JobState.Created or JobState.Restarting:
                if (_ending != SinkWork.CommitLast)
                {
                    CloseAll(JobState.Cancelling);
                }

                break;
            case TakeCheckpoint { Stops: true } stop when _state is JobState.Running:
                Stop(stop);
                break;
            case TakeCheckpoint { Stops: false } take when _state is JobState.Running or JobState.Restarting:
                _checkpoints.Take(take.Asked);
                break;
            case RestartDue due when due.Attempt == _attempt && _state == JobState.Restarting:
                Deploy();
                break;
            case TakeCheckpoint take:
                take.Asked?.TrySetException(new CheckpointException("the job does not run"));
                break;
            case AlignmentDue due when due.Attempt == _attempt && _state == JobState.Running:
                _alignment!.OnDue(due.Vertex);
                break;
            case TaskClosed closed when closed.Attempt == _attempt && !_closed[closed.Task]:
                OnTaskClosed(closed);
                break;
            default:
                ReceiveCheckpoint(message);
                break;
        }
    }

    private void ReceiveCheckpoint(Message message)
    {
        bool oneTooMany = false;
        switch (message)
        {
            case CheckpointDue due when due.Attempt == _attempt && _state == JobState.Running:
                _checkpoints.OnDue();
                break;
            case CheckpointAcknowledged acknowledged when acknowledged.Attempt == _attempt:
                _checkpoints.OnAcknowledged(acknowledged);
                break;
            case CheckpointTimedOut late when late.Attempt == _attempt && _state == JobState.Running:
                oneTooMany = _checkpoints.OnTimedOut(late.CheckpointId);
                break;
            case CheckpointStored stored:
                oneTooMany = _checkpoints.OnStored(stored);
                if (_checkpoints.Lost is { } lost && _state != JobState.Failing)
                {
                    FailForGood(lost);
                }

                EndIfAllClosed();
                break;
            case SinksDone done:
                OnSinksDone(done);
                break;
        }

        if (_checkpoints.Stopped && _state == JobState.Running)
        {
            CloseAll(JobState.Cancelling);
        }

        if (oneTooMany)
        {
            Fail(new CheckpointException("too many checkpoints failed in a row"));
        }
    }

    private void Stop(TakeCheckpoint stop)
    {
        if (!stop.Drains)
        {
            _checkpoints.TakeLast(stop.Asked!);
            return;
        }

        _drained.Add(stop.Asked!);
        foreach (StreamTask task in _graph!.Sources)
        {
            _runtime.Post(task.Mailbox, new EndSource(_attempt));
        }
    }

    private void OnSinksDone(SinksDone done)
    {
        _committer!.OnDone();
        if (done.Failure is { } failure)
        {
            OnSinksFailed(done.Work, failure);
        }
        else if (done.Work == SinkWork.Recover && _state == JobState.Running)
        {
            OpenTasks();
        }
        else if (done.Work == SinkWork.Commit && _state == JobState.Running)
        {
            _checkpoints.OnCommitted(done.CheckpointId);
        }

        EndIfAllClosed();
    }

    /// <summary>
    /// What a checkpoint holds is committed again after a restart. Without one, part of the rest may be visible: to begin
    /// anew would show it twice.
    /// </summary>
    private void OnSinksFailed(SinkWork work, Exception failure)
    {
        if (work == SinkWork.CommitLast && _state == JobState.Running)
        {
            FailForGood(failure);
        }
        else
        {
            Fail(failure);
        }
    }

    private void FailForGood(Exception cause)
    {
        _cause = cause;
        CloseAll(JobState.Failing);
    }

    private void Deploy()
    {
        Volatile.Write(ref _graph, new ExecutionGraph(
            _job, _slots, _attempt, _runtime, _mailbox, LateRows, _snapshotMemory, _scope, _checkpoints.Newest));
        Volatile.Write(
            ref _metrics, [.. _graph.Tasks.Select(task => task.Hosts.Select(host => host.Metrics).ToArray())]);
        _waitsToRestart = false;
        _closed = new bool[_graph.Tasks.Count];
        _open = _closed.Length;
        _state = JobState.Running;
        _ending = null;
        _committer ??= new Committer([.. _graph.Sinks], _scope, _runtime, _mailbox);
        if (_committer.IsEmpty)
        {
            OpenTasks();
        }
        else
        {
            _committer.Recover(_attempt, _checkpoints.Newest);
        }
    }

    private void OpenTasks()
    {
        // Every task is told to open before any source is told to start: a row never meets an operator not yet open.
        foreach (StreamTask task in _graph!.Tasks)
        {
            _runtime.Post(task.Mailbox, new OpenTask(_attempt, _checkpoints.Newest));
        }

        _alignment = new SplitAlignment(_graph.Sources, _attempt, _runtime, _mailbox);
        _alignment.Start();
        foreach (StreamTask task in _graph.Sources)
        {
            _runtime.Post(task.Mailbox, new StartTask(_attempt));
        }

        _checkpoints.Begin(_attempt, _graph);
    }

    private void OnTaskClosed(TaskClosed closed)
    {
        _closed[closed.Task] = true;
        _open--;
        if (closed.Outcome == TaskOutcome.Failed)
        {
            Fail(closed.Cause!);
        }
        else if (closed.Outcome == TaskOutcome.Finished)
        {
            _checkpoints.OnFinished(closed.Task, closed.Final);
        }

        EndIfAllClosed();
    }

    private void Fail(Exception cause)
    {
        _cause ??= cause;
        if (_state is JobState.Running)
        {
            _failures.Add(_runtime.Clock.GetUtcNow());
            _wait = _job.Settings.Restart.Delay(_failures);
            CloseAll(_wait is null ? JobState.Failing : JobState.Restarting);
        }
        else if (_state is JobState.Cancelling)
        {
            CloseAll(JobState.Failing);
        }
    }

    private void CloseAll(JobState state)
    {
        _state = state;
        _checkpoints.Stop("the job is closed");
        if (_graph is null)
        {
            End();
            return;
        }

        _waitsToRestart = false;
        foreach (StreamTask task in _graph.Tasks)
        {
            _runtime.Post(task.Mailbox, new CancelTask(_attempt));
        }

        EndIfAllClosed();
    }

    /// <summary>Every task is closed, and nobody stores or commits: what is decided next cannot be overtaken.</summary>
    private void EndIfAllClosed()
    {
        if (_open != 0 || _graph is null || _waitsToRestart || _completion.Task.IsCompleted)
        {
            return;
        }

        if (_checkpoints.Storing || _committer!.Busy || (_state == JobState.Running && _checkpoints.UnderWay))
        {
            return;
        }

        if (_committer.IsEmpty || _checkpoints.Lost is not null || _state == JobState.Restarting || _ending == SinkWork.Abort
            || (_ending == SinkWork.CommitLast && _state == JobState.Running))
        {
            End();
        }
        else if (_state != JobState.Running)
        {
            _ending = SinkWork.Abort;
            _committer.Abort(_attempt, _checkpoints.Newest);
        }
        else if ((_job.Settings.Checkpoints.Interval is not null || _drained.Count != 0) && !_checkpoints.LastCompleted)
        {
            // Should it fail, and more may fail, the next is taken when it is due.
            if (_ending is null)
            {
                _ending = SinkWork.Commit;
                _checkpoints.Take(null);
            }
        }
        else
        {
            _ending = SinkWork.CommitLast;
            _committer.CommitLast(_attempt, _checkpoints.Last());
        }
    }

    private void End()
    {
        _alignment?.Stop();
        if (_state == JobState.Restarting)
        {
            // What was told of the former attempt is not for the next one.
            _attempt = _attempt with { Number = _attempt.Number + 1 };
            _cause = null;
            _waitsToRestart = true;
            _runtime.After(_wait!.Value, _mailbox, new RestartDue(_attempt));
            return;
        }

        bool finished = _cause is null && (_state == JobState.Running || _checkpoints.Stopped);
        foreach (TaskCompletionSource<long> asked in _drained)
        {
            if (finished && _checkpoints.LastCompleted)
            {
                asked.TrySetResult(_checkpoints.Newest!.Id);
            }
            else
            {
                asked.TrySetException(new CheckpointException("the job ended before its last checkpoint"));
            }
        }

        _checkpoints.End("the job has ended");
        _slots.Dispose();
        _mailbox.Close();
        _endedAt = _runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_cause is not null)
        {
            _state = JobState.Failed;
            _completion.TrySetException(new JobFailedException(Name, _cause));
        }
        else
        {
            _state = finished ? JobState.Finished : JobState.Cancelled;
            _completion.TrySetResult(_state);
        }
    }

    /// <summary>The master itself failed, most likely while it made the operators.</summary>
    private void OnFailure(Exception failure)
    {
        _cause ??= failure;
        CloseAll(JobState.Failing);
    }

    private sealed class Actor(JobMaster master) : IActor
    {
        public void Receive(Message message) => master.Receive(message);

        public void OnFailure(Exception failure) => master.OnFailure(failure);
    }
}
