using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Deploys one job, watches its tasks, and brings it to an end: when all tasks have finished it commits the sinks;
/// when one fails, or the job is cancelled, it closes the others.
/// </summary>
public sealed class JobMaster
{
    private readonly IRuntime _runtime;
    private readonly CompiledJob _job;
    private readonly SlotAllocation _slots;
    private readonly Mailbox _mailbox;
    private readonly Attempt _attempt;
    private readonly TaskCompletionSource<JobState> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ExecutionGraph? _graph;
    private SplitAlignment? _alignment;
    private IReadOnlyList<OperatorMetrics[]> _metrics = [];
    private bool[] _closed = [];
    private int _open;
    private Exception? _cause;
    private volatile JobState _state = JobState.Created;
    private long _lastBarrier;

    internal JobMaster(JobId id, CompiledJob job, SlotAllocation slots, IRuntime runtime)
    {
        Id = id;
        _job = job;
        _slots = slots;
        _runtime = runtime;
        _attempt = new Attempt(id, 1);
        _mailbox = runtime.Spawn($"JobMaster {id}", new Actor(this));
    }

    public JobId Id { get; }

    public string Name => _job.Name;

    public JobState State => _state;

    /// <summary>
    /// Ends with <see cref="JobState.Finished"/> or <see cref="JobState.Cancelled"/>, or with a
    /// <see cref="JobFailedException"/>; all tasks are closed and the slots given back by then.
    /// </summary>
    public Task<JobState> Completion => _completion.Task;

    /// <summary>Asks the job to end, whatever the state of its input. A job that has ended stays as it is.</summary>
    public void Cancel() => _runtime.Post(_mailbox, new CancelJob(_attempt));

    /// <summary>Sends a barrier from all sources through the job; the answer is its id, never used before.</summary>
    public long TriggerBarrier()
    {
        long id = Interlocked.Increment(ref _lastBarrier);
        _runtime.Post(_mailbox, new TriggerBarrierNow(_attempt, id));
        return id;
    }

    /// <summary>The counters of all operators, summed over their subtasks, in the order of the plan.</summary>
    public IReadOnlyList<OperatorSnapshot> Metrics() => OperatorSnapshot.Of(_job, Volatile.Read(ref _metrics));

    /// <summary>How its tasks stand, in the order of vertices and subtasks; none before they are made.</summary>
    public IReadOnlyList<TaskSnapshot> Tasks() =>
        Volatile.Read(ref _graph) is { } graph ? [.. graph.Tasks.Select(task => task.Snapshot())] : [];

    internal void Start() => _runtime.Post(_mailbox, new StartJob(_attempt));

    private void Receive(Message message)
    {
        switch (message)
        {
            case StartJob start when start.Attempt == _attempt && _state == JobState.Created:
                Deploy();
                break;
            case CancelJob cancel when cancel.Attempt == _attempt && _state is JobState.Running or JobState.Created:
                CloseAll(JobState.Cancelling);
                break;
            case TriggerBarrierNow trigger when trigger.Attempt == _attempt && _state == JobState.Running:
                InjectBarriers(trigger.Id);
                break;
            case AlignmentDue due when due.Attempt == _attempt && _state == JobState.Running:
                _alignment!.OnDue(due.Vertex);
                break;
            case TaskClosed closed when closed.Attempt == _attempt && !_closed[closed.Task]:
                OnTaskClosed(closed);
                break;
        }
    }

    private void Deploy()
    {
        Volatile.Write(ref _graph, new ExecutionGraph(_job, _slots, _attempt, _runtime, _mailbox));
        Volatile.Write(
            ref _metrics, [.. _graph.Tasks.Select(task => task.Hosts.Select(host => host.Metrics).ToArray())]);
        _closed = new bool[_graph.Tasks.Count];
        _open = _closed.Length;
        _state = JobState.Running;

        // Every task is told to open before any source is told to start: a row never meets an operator not yet open.
        foreach (StreamTask task in _graph.Tasks)
        {
            _runtime.Post(task.Mailbox, new OpenTask(_attempt));
        }

        _alignment = new SplitAlignment(_graph.Sources, _attempt, _runtime, _mailbox);
        _alignment.Start();
        foreach (StreamTask task in _graph.Sources)
        {
            _runtime.Post(task.Mailbox, new StartTask(_attempt));
        }
    }

    private void InjectBarriers(long id)
    {
        long now = _runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (StreamTask task in _graph!.Sources)
        {
            _runtime.Post(task.Mailbox, new InjectBarrier(_attempt, id, now));
        }
    }

    private void OnTaskClosed(TaskClosed closed)
    {
        _closed[closed.Task] = true;
        _open--;
        if (closed.Outcome == TaskOutcome.Failed)
        {
            Fail(closed.Cause!);
        }

        if (_open == 0)
        {
            End();
        }
    }

    private void Fail(Exception cause)
    {
        _cause ??= cause;
        if (_state is JobState.Running or JobState.Cancelling)
        {
            CloseAll(JobState.Failing);
        }
    }

    private void CloseAll(JobState state)
    {
        _state = state;
        if (_graph is null)
        {
            End();
            return;
        }

        foreach (StreamTask task in _graph.Tasks)
        {
            _runtime.Post(task.Mailbox, new CancelTask(_attempt));
        }
    }

    private void End()
    {
        if (_state == JobState.Running)
        {
            Commit();
        }

        if (_state != JobState.Running || _cause is not null)
        {
            Abort();
        }

        _alignment?.Stop();
        _slots.Dispose();
        _mailbox.Close();
        if (_cause is not null)
        {
            _state = JobState.Failed;
            _completion.TrySetException(new JobFailedException(Name, _cause));
        }
        else
        {
            _state = _state == JobState.Running ? JobState.Finished : JobState.Cancelled;
            _completion.TrySetResult(_state);
        }
    }

    private void Commit()
    {
        foreach (OperatorHost host in _graph!.SinkHosts)
        {
            try
            {
                host.Call(((SinkOperator)host.Instance).Sink.Commit);
            }
            catch (OperatorException failure)
            {
                _cause ??= failure;
                return;
            }
        }
    }

    /// <summary>Lets every sink remove what it has not made visible; the failure that led here is the one to report.</summary>
    private void Abort()
    {
        foreach (OperatorHost host in _graph?.SinkHosts ?? [])
        {
            try
            {
                host.Call(((SinkOperator)host.Instance).Sink.Abort);
            }
            catch (OperatorException failure)
            {
                _cause ??= failure;
            }
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
