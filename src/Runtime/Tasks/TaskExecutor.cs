using FlinkSql.Columnar;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>
/// The TaskManager of a node as an actor: makes tasks when a job master says so, hands its commands on to them and their
/// reports back, and ends what belongs to a run, or to a leader, that has been replaced.
/// </summary>
internal sealed class TaskExecutor : IActor
{
    /// <summary>The name under which job masters reach it.</summary>
    public const string ActorName = "task-manager";

    private readonly Node _node;
    private readonly TaskManager _slots;
    private readonly Mailbox _mailbox;
    private readonly BufferPool _snapshotMemory;
    private readonly Dictionary<Attempt, AttemptTasks> _attempts = [];
    private readonly Dictionary<(JobId Job, int Region), Attempt> _newest = [];
    private readonly Dictionary<(JobId Job, long Token, string Slot), BufferPool> _slotMemory = [];
    private long _leaderToken;

    public TaskExecutor(Node node, TaskManager slots)
    {
        _node = node;
        _slots = slots;
        _snapshotMemory = new BufferPool($"{slots.Name}/checkpoints", long.MaxValue);
        _mailbox = node.Runtime.Spawn($"TaskManager {slots.Name}", this);
        node.Transport.Register(ActorName, _mailbox);
        node.Cluster.Watch(_mailbox);
    }

    public void Receive(Message message)
    {
        switch (message)
        {
            case DeployTask deploy:
                Deploy(deploy);
                break;
            case TaskCommand command:
                Find(command.Attempt)?.Command(command);
                break;
            case TaskReport report when Find(report.Attempt) is { } tasks:
                tasks.Report(report);
                Forget(tasks);
                break;
            case ReportReady ready when Find(ready.Report.Attempt) is { } tasks:
                tasks.Send(ready.Report);
                Forget(tasks);
                break;
            case CancelAttempt cancel when Find(cancel.Attempt) is { } tasks:
                End(tasks);
                break;
            case Heartbeat beat:
                Find(beat.Attempt)?.OnHeartbeat(beat);
                break;
            case SilenceDue due when Find(due.Attempt) is { } tasks && tasks.IsSilent():
                End(tasks);
                break;
            case ConnectionLost lost:
                EndAll(tasks => tasks.Master == lost.To);
                break;
            case ClusterChanged changed when changed.View.Leader is { } leader && leader.Token > _leaderToken:
                _leaderToken = leader.Token;
                EndAll(tasks => tasks.Attempt.Token < leader.Token);
                break;
            default:
                message.Discard();
                break;
        }
    }

    /// <summary>A defect: what runs here can be trusted no longer, and each master hears that its tasks have failed.</summary>
    public void OnFailure(Exception failure)
    {
        foreach (AttemptTasks tasks in _attempts.Values)
        {
            tasks.Fail(failure);
        }
    }

    private AttemptTasks? Find(Attempt attempt) => _attempts.GetValueOrDefault(attempt);

    private void Deploy(DeployTask deploy)
    {
        Attempt attempt = deploy.Attempt;
        Attempt newest = _newest.Values.FirstOrDefault(known => known.Replaces(attempt), attempt);
        if (newest != attempt || attempt.Token < _leaderToken)
        {
            _node.Transport.Connect(deploy.Master, _mailbox).Send(new AttemptRefused(attempt, newest));
            return;
        }

        _newest[(attempt.Job, attempt.Region)] = attempt;
        EndAll(older => attempt.Replaces(older.Attempt));
        if (Find(attempt) is not { } tasks)
        {
            tasks = new AttemptTasks(
                _node, _mailbox, _slots, (slot, size) => SlotMemory(attempt, slot, size), _snapshotMemory, attempt, deploy.Master);
            _attempts.Add(attempt, tasks);
        }

        tasks.Deploy(deploy);
    }

    private void EndAll(Func<AttemptTasks, bool> which)
    {
        foreach (AttemptTasks tasks in _attempts.Values.Where(which).OrderBy(tasks => tasks.Attempt.Job.Number).ThenBy(tasks => tasks.Attempt.Region).ToArray())
        {
            End(tasks);
        }
    }

    private void End(AttemptTasks tasks)
    {
        tasks.Cancel();
        Forget(tasks);
    }

    private void Forget(AttemptTasks tasks)
    {
        if (tasks.IsOver)
        {
            tasks.Dispose();
            _attempts.Remove(tasks.Attempt);
            if (!_attempts.Keys.Any(tasks.Attempt.IsBeside))
            {
                ForgetSlots(tasks.Attempt);
            }
        }
    }

    private BufferPool SlotMemory(Attempt attempt, string slot, long size)
    {
        (JobId, long, string) key = (attempt.Job, attempt.Token, slot);
        if (!_slotMemory.TryGetValue(key, out BufferPool? memory))
        {
            _slotMemory.Add(key, memory = new BufferPool($"{_slots.Name}/{slot}", size, _slots.Memory));
        }

        return memory;
    }

    private void ForgetSlots(Attempt last)
    {
        foreach (var key in _slotMemory.Keys.Where(key => (key.Job, key.Token) == (last.Job, last.Token)).ToArray())
        {
            _slotMemory.Remove(key, out BufferPool? memory);
            memory!.Detach();
        }
    }
}
