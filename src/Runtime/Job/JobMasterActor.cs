using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>The life of one job under one leader; see <see cref="JobMaster"/>. Everything runs in its mailbox.</summary>
internal sealed class JobMasterActor : IActor
{
    // Sessions of one leader have tokens of their own, greater than all of the leader before.
    private const int SessionBits = 20;

    private readonly JobRecord _record;
    private readonly CompiledJob _job;
    private readonly Node _node;
    private readonly IRuntime _runtime;
    private readonly Address _self;
    private readonly SlotPool _slots;
    private readonly StorageIo _io;
    private readonly CheckpointCoordinator _checkpoints;
    private readonly List<DateTimeOffset> _failures = [];
    private Attempt _attempt;
    private SlotAllocation? _allocation;
    private JobEnds? _ends;
    private JobExecution? _execution;
    private SplitAlignment? _alignment;
    private Exception? _cause;
    private TimeSpan? _wait;
    private bool _recovers;
    private bool _busy;
    private bool _overtaken;
    private long _sessions;
    private volatile JobState _state = JobState.Created;

    public JobMasterActor(JobRecord record, Node node, long token, SlotPool slots, SlotAllocation? allocation)
    {
        _record = record;
        _job = record.Job;
        _node = node;
        _runtime = node.Runtime;
        _slots = slots;
        _allocation = allocation;
        _attempt = new Attempt(record.Id, 1, token);
        Mailbox = _runtime.Spawn($"JobMaster {record.Id}", this);
        _self = new Address(node.Id, $"job-master {record.Id} {token}");
        _io = new StorageIo(record.Storage.Waits, _runtime, Mailbox);
        _checkpoints = new CheckpointCoordinator(_job, _io, _runtime, Mailbox, OnCheckpointStored);
    }

    public Mailbox Mailbox { get; }

    public JobState State => _state;

    public int Restarts => _attempt.Number - 1;

    public int Checkpoints => _checkpoints.Completed;

    public long EndedAt { get; private set; }

    public void Abandon()
    {
        _node.Transport.Unregister(_self.Actor);
        Mailbox.Close();
    }

    public void Receive(Message message)
    {
        switch (message)
        {
            case StartJob start when _state == JobState.Created:
                Start(start.Recovers);
                break;
            case CancelJob when _state is JobState.Running or JobState.Created or JobState.Restarting:
                CloseAll(JobState.Cancelling);
                break;
            case StorageOpened opened when opened.Attempt == _attempt:
                OnStorageOpened(opened);
                break;
            case SplitsListed listed when listed.Attempt == _attempt:
                OnSplitsListed(listed);
                break;
            case RestartDue due when due.Attempt == _attempt && _state == JobState.Restarting:
                _busy = false;
                TryDeploy();
                break;
            case SlotsChanged:
                TryDeploy();
                break;
            case ClusterChanged changed when _execution is { } execution:
                Lose(execution.Missing(changed.View));
                break;
            case HeartbeatDue due when due.Attempt == _attempt && _execution is { } execution:
                Lose(execution.OnHeartbeatDue());
                break;
            case HeartbeatAnswer answer when answer.Attempt == _attempt:
                _execution?.OnHeartbeat(answer.Node);
                break;
            case ConnectionLost lost when _execution is not null:
                Lose([lost.To.Node]);
                break;
            case AttemptRefused refused when refused.Attempt == _attempt:
                Overtake(new StaleAttemptException(_record.Id.ToString(), refused.Newer.Token));
                break;
            case AlignmentDue due when due.Attempt == _attempt && _state == JobState.Running:
                _alignment!.OnDue(due.Vertex);
                break;
            case TaskReport report:
                ReceiveReport(report);
                break;
            default:
                ReceiveCheckpoint(message);
                break;
        }
    }

    /// <summary>The master itself failed.</summary>
    public void OnFailure(Exception failure)
    {
        _cause ??= failure;
        CloseAll(JobState.Failing);
    }

    private void ReceiveReport(TaskReport report)
    {
        bool oneTooMany = false;
        switch (report)
        {
            case TaskClosed closed when _execution?.IsOpen(closed) == true:
                OnTaskClosed(closed);
                break;
            case TaskDeployed deployed when _execution?.IsOpen(deployed) == true && _state == JobState.Running:
                OnDeployed(deployed, _execution);
                break;
            case SplitsAnswered answer when _execution?.IsOpen(answer) == true:
                _alignment!.OnAnswered(answer);
                break;
            case CheckpointAcknowledged acknowledged when acknowledged.Attempt == _attempt:
                _checkpoints.OnAcknowledged(acknowledged);
                break;
            case CheckpointDeclined declined when declined.Attempt == _attempt && _state == JobState.Running:
                oneTooMany = _checkpoints.OnDeclined(declined);
                break;
            default:
                report.Discard();
                break;
        }

        FailIf(oneTooMany);
    }

    private void ReceiveCheckpoint(Message message)
    {
        switch (message)
        {
            case TakeCheckpoint take when _state is JobState.Running or JobState.Restarting or JobState.Created:
                _checkpoints.Take(take.Asked);
                break;
            case TakeCheckpoint take:
                take.Asked.Fail("the job does not run");
                break;
            case CheckpointDue due when due.Attempt == _attempt && _state == JobState.Running:
                _checkpoints.OnDue();
                break;
            case CheckpointTimedOut late when late.Attempt == _attempt && _state == JobState.Running:
                FailIf(_checkpoints.OnTimedOut(late.CheckpointId));
                break;
            case CheckpointPlaced placed:
                FailIf(_checkpoints.OnPlaced(placed), placed.Failure);
                break;
            case CheckpointStored stored:
                FailIf(_checkpoints.OnStored(stored), stored.Failure);
                EndIfAllClosed();
                TryDeploy();
                break;
        }
    }

    /// <summary>After some failures the session is over, and whoever goes on must look at what is there.</summary>
    private void FailIf(bool oneTooMany, Exception? failure = null)
    {
        if (failure is StaleAttemptException)
        {
            Overtake(failure);
        }
        else if (failure is CheckpointOutcomeUnknownException)
        {
            _checkpoints.Session = null;
            _recovers = true;
            Fail(failure);
        }
        else if (oneTooMany)
        {
            Fail(new CheckpointException("too many checkpoints failed in a row", failure));
        }
    }

    private void Start(bool recovers)
    {
        _recovers = recovers;
        _ends = new JobEnds(_job);
        _node.Transport.Register(_self.Actor, Mailbox);
        _node.Cluster.Watch(Mailbox);
        if (_record.Restored is { } restored)
        {
            _checkpoints.Restore(restored);
        }

        TryDeploy();
    }

    /// <summary>Goes on with whatever is missing for a new run: the storage, the slots, the splits.</summary>
    private void TryDeploy()
    {
        if (_state is not (JobState.Created or JobState.Restarting) || _execution is not null || _busy
            || _checkpoints.Storing || _ends is null)
        {
            return;
        }

        if (_checkpoints.Session is null)
        {
            OpenStorage();
        }
        else if (HasSlots())
        {
            ListSplits();
        }
    }

    private void OpenStorage()
    {
        _busy = true;
        Attempt attempt = _attempt;
        long token = (attempt.Token << SessionBits) + ++_sessions;
        bool recovers = _recovers;
        string owner = $"{_node.Id.Name}.{_node.Id.Incarnation}";
        _io.Do(
            () =>
            {
                ICheckpointSession session = _record.Storage.Begin(token, owner);
                return new StorageOpened(attempt, session, recovers ? session.Newest() : null, null);
            },
            failure => new StorageOpened(attempt, null, null, failure));
    }

    private void OnStorageOpened(StorageOpened opened)
    {
        _busy = false;
        if (opened.Failure is StaleAttemptException stale)
        {
            Overtake(stale);
        }
        else if (opened.Failure is { } failure)
        {
            Fail(failure);
        }
        else
        {
            _checkpoints.Session = opened.Session;
            if (opened.Newest is { } newest)
            {
                _checkpoints.Restore(newest);
            }

            TryDeploy();
        }
    }

    private bool HasSlots()
    {
        if (_allocation is not { IsWhole: true })
        {
            _allocation?.Dispose();
            _allocation = _slots.TryAllocate(_job, () => _runtime.Post(Mailbox, SlotsChanged.Instance));
        }

        return _allocation is not null;
    }

    private void ListSplits()
    {
        _busy = true;
        Attempt attempt = _attempt;
        JobSnapshot? newest = _checkpoints.Newest;
        _io.Do(
            () => new SplitsListed(attempt, _ends!.ListSplits(newest, _node.Files), null),
            failure => new SplitsListed(attempt, new Dictionary<int, SplitDeployment>(), failure));
    }

    private void OnSplitsListed(SplitsListed listed)
    {
        _busy = false;
        if (_state is not (JobState.Created or JobState.Restarting))
        {
            return;
        }

        if (listed.Failure is { } failure)
        {
            Fail(failure);
            return;
        }

        if (!HasSlots())
        {
            return;
        }

        var graph = new ExecutionGraph(_job, _allocation!, _attempt, listed.Splits);
        _execution = new JobExecution(_node, Mailbox, _self, _attempt, graph);
        _alignment = new SplitAlignment(_ends!, _execution, _runtime, Mailbox);
        _state = JobState.Running;
        _execution.Deploy(_job, _checkpoints.Newest, _record.Readings);
    }

    private void OnDeployed(TaskDeployed deployed, JobExecution execution)
    {
        execution.OnDeployed(deployed.Task);
        _alignment!.OnDeployed(deployed);
        if (execution.AllDeployed)
        {
            _alignment.Start();
            execution.SendAll(task => new StartTask(_attempt, task));
            _checkpoints.Begin(execution);
        }
    }

    private void OnTaskClosed(TaskClosed closed)
    {
        _execution!.OnClosed(closed.Task);
        _alignment!.OnClosed(closed.Task);
        if (closed.Outcome == TaskOutcome.Failed)
        {
            Fail(closed.Cause!);
        }
        else if (closed.Outcome == TaskOutcome.Finished)
        {
            _checkpoints.OnFinished(closed.Task);
        }
        else if (_state == JobState.Running)
        {
            // Its TaskManager has reason to think that this master is gone.
            Fail(new NodeLostException(_execution.Graph.NodeOf(closed.Task)));
        }

        EndIfAllClosed();
    }

    private void Lose(IReadOnlyList<NodeId> nodes)
    {
        foreach (NodeId node in nodes)
        {
            if (_execution?.Lose(node) == true)
            {
                Fail(new NodeLostException(node));
            }
        }

        EndIfAllClosed();
    }

    private void OnCheckpointStored(JobSnapshot stored) => _checkpoints.OnCommitted(stored.Id);

    private void Fail(Exception cause)
    {
        _cause ??= cause;
        if (_state is JobState.Running or JobState.Created || (_state == JobState.Restarting && _execution is null))
        {
            _failures.Add(_runtime.Clock.GetUtcNow());
            _wait = _overtaken ? null : _job.Settings.Restart.Delay(_failures);
            CloseAll(_wait is null ? JobState.Failing : JobState.Restarting);
        }
        else if (_state is JobState.Cancelling || (_overtaken && _state == JobState.Restarting))
        {
            CloseAll(JobState.Failing);
        }
    }

    /// <summary>Another leader has the job: what this one runs is closed, and nothing committed or removed.</summary>
    private void Overtake(Exception cause)
    {
        _overtaken = true;
        Fail(cause);
    }

    private void CloseAll(JobState state)
    {
        _state = state;
        _checkpoints.Stop("the job is closed");
        if (_execution is null)
        {
            End();
            return;
        }

        _execution.Cancel();
        EndIfAllClosed();
    }

    /// <summary>Every task is closed, and nothing is being stored: what is decided next cannot be overtaken.</summary>
    private void EndIfAllClosed()
    {
        if (_execution is not { Open: 0 } || _checkpoints.Storing || _record.Completion.IsCompleted)
        {
            return;
        }

        if (_state == JobState.Running)
        {
            CallSinks(sink => sink.Commit());
        }

        if ((_state != JobState.Running || _cause is not null) && !_overtaken)
        {
            CallSinks(sink => sink.Abort());
        }

        End();
    }

    private void CallSinks(Action<Connect.ISink> call)
    {
        foreach (JobSink sink in _ends!.Sinks)
        {
            try
            {
                sink.Call(call);
            }
            catch (OperatorException failure)
            {
                _cause ??= failure;
                return;
            }
        }
    }

    private void End()
    {
        _alignment?.Stop();
        _execution?.Stop();
        _execution = null;
        _alignment = null;
        if (_state == JobState.Restarting)
        {
            // What was told of the former attempt is not for the next one.
            _attempt = _attempt with { Number = _attempt.Number + 1 };
            _cause = null;
            _busy = true;
            _runtime.After(_wait!.Value, Mailbox, new RestartDue(_attempt));
            return;
        }

        _checkpoints.End("the job has ended");
        _allocation?.Dispose();
        Abandon();
        EndedAt = _runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        _state = _cause is not null ? JobState.Failed : _state == JobState.Running ? JobState.Finished : JobState.Cancelled;
        _record.TryEnd(_attempt.Token, _state, _cause is null ? null : new JobFailedException(_job.Name, _cause));
    }
}
