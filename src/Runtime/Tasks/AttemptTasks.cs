using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// The tasks of one run of a job on one node, and the memory of the slots they share. It is part of the TaskManager and
/// runs in its mailbox.
/// </summary>
internal sealed class AttemptTasks : IDisposable
{
    private readonly Node _node;
    private readonly Mailbox _mailbox;
    private readonly TaskManager _slots;
    private readonly Func<string, long, BufferPool> _slotMemory;
    private readonly BufferPool _snapshotMemory;
    private readonly IConnection _toMaster;
    private readonly SortedDictionary<int, StreamTask> _open = [];
    private readonly SortedDictionary<int, IReadOnlyList<StateSnapshot>> _final = [];
    private readonly Dictionary<int, long> _finalGiven = [];
    private readonly Dictionary<string, BufferPool> _memory = [];
    private IDisposable? _silenceTimer;
    private long _heard;
    private int _notReady;
    private bool _cancelled;

    public AttemptTasks(
        Node node,
        Mailbox mailbox,
        TaskManager slots,
        Func<string, long, BufferPool> slotMemory,
        BufferPool snapshotMemory,
        Attempt attempt,
        Address master)
    {
        _node = node;
        _mailbox = mailbox;
        _slots = slots;
        _slotMemory = slotMemory;
        _snapshotMemory = snapshotMemory;
        Attempt = attempt;
        Master = master;
        _toMaster = node.Transport.Connect(master, mailbox);
        _heard = node.Runtime.Clock.GetTimestamp();
        WatchSilence();
    }

    public Attempt Attempt { get; }

    public Address Master { get; }

    /// <summary>Whether nothing of it is left and nothing will come.</summary>
    public bool IsOver => _cancelled && _open.Count == 0 && _notReady == 0;

    public void Deploy(DeployTask deploy)
    {
        TaskDeployment task = deploy.Task;
        CompiledVertex vertex = deploy.Job.Vertices[task.Vertex];
        try
        {
            var place = new TaskPlace(
                _node, _mailbox, Attempt, task.Number, vertex, task.Subtask, deploy.Job.Settings,
                MemoryOf(task.Slot, deploy.Job), deploy.Readings.LateRows, _snapshotMemory, deploy.Scope);
            var made = new StreamTask(place, task, deploy.Restored);
            _open.Add(task.Number, made);
            deploy.Readings.Show(Attempt, made);
            Send(new TaskDeployed(Attempt, task.Number, made.Splits), counted: false);
        }
#pragma warning disable CA1031 // Whatever an operator throws when it is made, the job fails by it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Send(new TaskClosed(Attempt, task.Number, TaskOutcome.Failed, failure), counted: false);
        }
    }

    public void Command(TaskCommand command)
    {
        if (_open.TryGetValue(command.Task, out StreamTask? task))
        {
            _node.Runtime.Post(task.Mailbox, command);
        }
        else if (command is InjectBarrier inject && _final.TryGetValue(command.Task, out IReadOnlyList<StateSnapshot>? states))
        {
            // The master may ask twice: before it hears of the end of the task, and after.
            if (_finalGiven.GetValueOrDefault(command.Task, -1) != inject.Barrier.CheckpointId)
            {
                _finalGiven[command.Task] = inject.Barrier.CheckpointId;
                Store(new CheckpointAcknowledged(Attempt, command.Task, inject.Barrier.Location, states), keepsRows: true);
            }
        }
        else
        {
            command.Discard();
        }
    }

    /// <summary>One of its tasks has something to tell the master; what it has told before goes first.</summary>
    public void Report(TaskReport report)
    {
        if (report is TaskClosed closed)
        {
            _open.Remove(closed.Task);
            if (closed.Outcome == TaskOutcome.Finished)
            {
                _final[closed.Task] = closed.Final;
            }

            report = closed with { Final = [] };
        }

        if (report is CheckpointAcknowledged acknowledged)
        {
            Store(acknowledged, keepsRows: false);
        }
        else if (_notReady == 0)
        {
            Send(report, counted: false);
        }
        else
        {
            Prepare(() => report);
        }
    }

    /// <summary>What was prepared is ready.</summary>
    public void Send(TaskReport report) => Send(report, counted: true);

    public void OnHeartbeat(Heartbeat beat)
    {
        _heard = _node.Runtime.Clock.GetTimestamp();
        _toMaster.Send(new HeartbeatAnswer(beat.Attempt, _node.Id));
    }

    /// <summary>Whether nothing was heard from the job master for too long; if not, looks again later.</summary>
    public bool IsSilent()
    {
        if (_node.Heartbeats is { } settings && _node.Runtime.Clock.GetElapsedTime(_heard) >= settings.Timeout)
        {
            return true;
        }

        WatchSilence();
        return false;
    }

    public void Cancel()
    {
        _cancelled = true;
        _silenceTimer?.Dispose();
        foreach (StreamTask task in _open.Values)
        {
            _node.Runtime.Post(task.Mailbox, new CancelTask(Attempt, task.Number));
        }
    }

    public void Fail(Exception failure)
    {
        foreach (int task in _open.Keys)
        {
            Send(new TaskClosed(Attempt, task, TaskOutcome.Failed, failure), counted: false);
        }

        Cancel();
    }

    /// <summary>Rows that a reader still holds, or that a failure lost, must not weigh on the runs to come.</summary>
    public void Dispose()
    {
        _toMaster.Dispose();
        foreach (BufferPool memory in _memory.Values)
        {
            memory.Detach();
        }

        foreach (StateSnapshot state in _final.Values.SelectMany(states => states))
        {
            state.Dispose();
        }
    }

    /// <param name="acknowledged">What a task has kept at a barrier.</param>
    /// <param name="keepsRows">Whether the rows are wanted again for a later checkpoint.</param>
    private void Store(CheckpointAcknowledged acknowledged, bool keepsRows)
    {
        bool inMemory = acknowledged.Location.InMemory;
        if (inMemory && !keepsRows && _notReady == 0 && !acknowledged.States.Any(state => state.HasDeferred))
        {
            Send(acknowledged, counted: false);
            return;
        }

        Prepare(() => Try(acknowledged, keepsRows, () => inMemory ? Made(acknowledged, keepsRows) : Written(acknowledged)));
    }

    private void Prepare(Func<TaskReport> work)
    {
        _notReady++;
        _node.Runtime.Offload(() => new ReportReady(work()), _mailbox);
    }

    private static List<StateSnapshot> Made(CheckpointAcknowledged acknowledged, bool keepsRows)
    {
        foreach (StateSnapshot state in acknowledged.States)
        {
            state.MakeDeferred();
        }

        return [.. acknowledged.States.Select(state => keepsRows ? state.Share() : state)];
    }

    private List<StateSnapshot> Written(CheckpointAcknowledged acknowledged) =>
    [
        .. acknowledged.States.Select((state, index) => StateFiles.Write(
            _node.Files, acknowledged.Location, $"task{acknowledged.Task}-op{index}", state)),
    ];

    /// <summary>Makes what the master is told of a state; what it is not told is given back.</summary>
    private static TaskReport Try(CheckpointAcknowledged acknowledged, bool keepsRows, Func<List<StateSnapshot>> work)
    {
        bool handedOn = keepsRows;
        try
        {
            List<StateSnapshot> states = work();
            handedOn |= acknowledged.Location.InMemory;
            return acknowledged with { States = states };
        }
#pragma warning disable CA1031 // Whatever went wrong, it is this checkpoint that fails.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new CheckpointDeclined(acknowledged.Attempt, acknowledged.Task, acknowledged.Location.Id, failure);
        }
        finally
        {
            if (!handedOn)
            {
                acknowledged.Discard();
            }
        }
    }

    private void Send(TaskReport report, bool counted)
    {
        _notReady -= counted ? 1 : 0;
        _toMaster.Send(report);
    }

    /// <summary>That of a slot, which the regions of a job share, though each gives its own back when it ends.</summary>
    private BufferPool MemoryOf(string slot, CompiledJob job)
    {
        if (!_memory.TryGetValue(slot, out BufferPool? memory))
        {
            long size = job.Settings.SlotMemory;
            BufferPool parent = new Regions(job).All.Count > 1 ? _slotMemory(slot, size) : _slots.Memory;
            _memory.Add(slot, memory = new BufferPool($"{_slots.Name}/{slot}", size, parent));
        }

        return memory;
    }

    private void WatchSilence()
    {
        if (_node.Heartbeats is { } settings && Master.Node != _node.Id)
        {
            _silenceTimer = _node.Runtime.After(settings.Timeout, _mailbox, new SilenceDue(Attempt));
        }
    }
}
