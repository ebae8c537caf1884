using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>The life of one job under one leader; see <see cref="JobMaster"/>. Everything runs in its mailbox.</summary>
internal sealed partial class JobMasterActor : IActor
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
    private readonly List<CheckpointRequest> _drained = [];
    private readonly Regions _regions;
    private Attempt _attempt;
    private SlotAllocation? _allocation;
    private JobEnds? _ends;
    private JobExecution? _execution;
    private SplitAlignment? _alignment;
    private JobScope? _scope;
    private Committer? _committer;
    private SinkWork? _ending;
    private Exception? _cause;
    private TimeSpan? _wait;
    private bool _recovers;
    private bool _busy;
    private bool _overtaken;
    private long _sessions;
    private int _runs = 1;
    private volatile JobState _state = JobState.Created;

    public JobMasterActor(JobRecord record, Node node, long token, SlotPool slots, SlotAllocation? allocation)
    {
        _record = record;
        _job = record.Job;
        _node = node;
        _runtime = node.Runtime;
        _slots = slots;
        _allocation = allocation;
        _attempt = new Attempt(record.Id, _runs, token);
        _regions = new Regions(_job);
        Mailbox = _runtime.Spawn($"JobMaster {record.Id}", this);
        _self = new Address(node.Id, $"job-master {record.Id} {token}");
        _io = new StorageIo(record.Storage.Waits, _runtime, Mailbox);
        _checkpoints = new CheckpointCoordinator(
            _job, _io, _runtime, Mailbox, stored => Commit(stored), last => _committer!.CommitLast(_attempt, last));
    }

    public Mailbox Mailbox { get; }

    public JobState State => _state;

    public int Restarts => _runs - 1;

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
                if (_ending != SinkWork.CommitLast)
                {
                    CloseAll(JobState.Cancelling);
                }

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
                IReadOnlyList<NodeId> silent = execution.OnHeartbeatDue();
                foreach (NodeId node in silent)
                {
                    _slots.Distrust(node);
                }

                Lose(silent);
                break;
            case HeartbeatAnswer answer when answer.Attempt.IsBeside(_attempt):
                _execution?.OnHeartbeat(answer.Node);
                break;
            case ConnectionLost lost when _execution is not null:
                Lose([lost.To.Node]);
                break;
            case AttemptRefused refused when _execution?.Has(refused.Attempt) == true:
                Overtake(new StaleAttemptException(_record.Id.ToString(), refused.Newer.Token));
                break;
            case AlignmentDue due when due.Attempt == _attempt && _state == JobState.Running:
                _alignment!.OnDue(due.Vertex);
                break;
            case RegionDue or RegionSplitsListed:
                ReceiveRegion(message);
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
            case CheckpointAcknowledged acknowledged
                when _execution?.IsCurrent(acknowledged) == true || Planted.Has(PlantedBug.LateAcknowledgement):
                _checkpoints.OnAcknowledged(acknowledged);
                break;
            case CheckpointDeclined declined when _execution?.IsCurrent(declined) == true && _state == JobState.Running:
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
            case TakeCheckpoint { Asked.Stops: true } stop when _state is JobState.Running:
                Stop(stop.Asked);
                break;
            case TakeCheckpoint { Asked.Stops: false } take when _state is JobState.Running or JobState.Restarting or JobState.Created:
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
            case SinksDone done:
                OnSinksDone(done);
                TryDeploy();
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

        if (_checkpoints.Stopped && _state == JobState.Running)
        {
            CloseAll(JobState.Cancelling);
        }

        RestartRegions();
    }

    private void Stop(CheckpointRequest asked)
    {
        if (!asked.Drains)
        {
            _checkpoints.Take(asked);
            return;
        }

        _drained.Add(asked);
        foreach (int source in _execution!.Graph.Sources)
        {
            _execution.Send(new EndSource(_execution.AttemptOf(source), source));
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

    private void OnTaskClosed(TaskClosed closed)
    {
        _execution!.OnClosed(closed.Task);
        _alignment!.OnClosed(closed.Task);
        if (closed.Outcome == TaskOutcome.Failed)
        {
            FailTask(closed.Task, closed.Cause!);
        }
        else if (_state == JobState.Running && _down.ContainsKey(closed.Attempt.Region))
        {
            CloseRegion(closed.Attempt.Region);
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
        // What all tasks have ended with is here already: a restart would only show it twice.
        foreach (NodeId node in _ending == SinkWork.CommitLast && _committer is { Busy: true } ? [] : nodes)
        {
            if (_execution?.Lose(node) == true)
            {
                Fail(new NodeLostException(node));
            }
        }

        EndIfAllClosed();
    }
}
