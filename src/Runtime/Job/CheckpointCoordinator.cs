using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Takes the checkpoints of a job: sends barriers from the sources, collects the state of every task, and stores the
/// whole. It is part of the job master and runs in its mailbox. One checkpoint is under way at a time.
/// </summary>
internal sealed class CheckpointCoordinator(
    CompiledJob job, ICheckpointStorage storage, IRuntime runtime, Mailbox master, Action<JobSnapshot> commit)
{
    private readonly CheckpointSettings _settings = job.Settings.Checkpoints;
    private readonly List<TaskCompletionSource<long>> _waiting = [];
    private ExecutionGraph? _graph;
    private Attempt _attempt;
    private IReadOnlyList<StateSnapshot>?[] _final = [];
    private Pending? _pending;
    private JobSnapshot? _stored;
    private bool _storing;
    private int _failedInRow;
    private bool _stopAsked;

    /// <summary>Checkpoints completed so far.</summary>
    public int Completed { get; private set; }

    /// <summary>Whether a checkpoint is being stored: it counts if that succeeds, even if nobody waits for it any more.</summary>
    public bool Storing => _storing;

    /// <summary>
    /// Why this process knows no longer which checkpoint is the newest: it could not find out whether one was published, or
    /// another process has taken the job over. It must stop, and remove nothing.
    /// </summary>
    public Exception? Lost { get; private set; }

    /// <summary>Whether one was completed to which every task came after its end.</summary>
    public bool LastCompleted { get; private set; }

    /// <summary>Whether one was completed at which the job was to stop.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether one is under way.</summary>
    public bool UnderWay => _pending is not null;

    /// <summary>The newest checkpoint that was stored.</summary>
    public JobSnapshot? Newest { get; private set; }

    /// <summary>A run of the job begins.</summary>
    public void Begin(Attempt attempt, ExecutionGraph graph)
    {
        _attempt = attempt;
        _graph = graph;
        _final = new IReadOnlyList<StateSnapshot>?[graph.Tasks.Count];
        LastCompleted = false;
        if (_waiting.Count != 0)
        {
            Take(null);
        }
        else
        {
            Arm(_settings.Interval);
        }
    }

    /// <summary>The run ends: what is under way is given up.</summary>
    public void Stop(string reason)
    {
        GiveUp(reason, tellFailure: false);
        _graph = null;
    }

    /// <summary>The job has ended: nobody waits any longer.</summary>
    public void End(string reason)
    {
        Stop(reason);
        foreach (TaskCompletionSource<long> asked in _waiting)
        {
            asked.TrySetException(new CheckpointException(reason));
        }

        _waiting.Clear();
    }

    /// <summary>Takes a checkpoint now, or after the one under way.</summary>
    public void Take(TaskCompletionSource<long>? asked)
    {
        if (asked is not null)
        {
            _waiting.Add(asked);
        }

        if (_pending is null && !_storing && !LastCompleted && _graph is not null)
        {
            Start(_graph);
        }
    }

    /// <summary>Takes a checkpoint behind which no task does anything, after the one under way.</summary>
    public void TakeLast(TaskCompletionSource<long> asked)
    {
        _stopAsked = true;
        Take(asked);
    }

    /// <summary>The state of a job all of whose tasks have finished, where no checkpoint is taken of it.</summary>
    public JobSnapshot Last() => Snapshot(new Pending(0, Now(), _final.Length, []));

    /// <summary>The interval is over.</summary>
    public void OnDue()
    {
        if (_pending is null && !_storing)
        {
            Take(null);
        }
    }

    public void OnAcknowledged(CheckpointAcknowledged message)
    {
        if (_pending is not { } pending || pending.Id != message.CheckpointId)
        {
            Dispose(message.States);
            return;
        }

        pending.States[message.Task] = message.States;
        CompleteIfAll(pending);
    }

    /// <summary>A task has come to its end: its last state counts for this and all later checkpoints.</summary>
    public void OnFinished(int task, IReadOnlyList<StateSnapshot> states)
    {
        _final[task] = states;
        if (_pending is { } pending)
        {
            CompleteIfAll(pending);
        }
    }

    /// <summary>A checkpoint took longer than allowed; true when that is one too many.</summary>
    public bool OnTimedOut(long id) =>
        _pending?.Id == id && (_storing || _stored?.Id != id) && GiveUp("it took too long", tellFailure: true);

    /// <summary>A checkpoint was stored, or could not be; true when that is one failure too many.</summary>
    public bool OnStored(CheckpointStored message)
    {
        _storing = false;
        if (message.Failure is { } failure)
        {
            Lost ??= failure is CheckpointOutcomeUnknownException or StaleAttemptException ? failure : null;
            return _pending?.Id == message.CheckpointId && GiveUp(failure.Message, tellFailure: true);
        }

        // What is stored can be restored by others: it is the newest, whoever waited for it.
        Newest = _stored;
        Completed++;
        if (_pending?.Id == message.CheckpointId)
        {
            _failedInRow = 0;
            commit(_stored!);
        }

        return false;
    }

    /// <summary>What a checkpoint holds has been committed: it is complete, and the next one may begin.</summary>
    public void OnCommitted(long id)
    {
        if (_pending is not { } pending || pending.Id != id)
        {
            return;
        }

        _pending = null;
        LastCompleted = pending.IsLast;
        Stopped = pending.Stops;
        foreach (TaskCompletionSource<long> asked in pending.Asked)
        {
            asked.TrySetResult(pending.Id);
        }

        Tell(new CheckpointCompleted(_attempt, pending.Id));

        if (!Stopped)
        {
            Next();
        }
    }

    /// <summary>Takes over what a former process has stored.</summary>
    public void Restore(JobSnapshot snapshot) => Newest = snapshot;

    private void Start(ExecutionGraph graph)
    {
        long id = storage.NextId();
        _pending = new Pending(id, Now(), graph.Tasks.Count, [.. _waiting])
        {
            IsLast = _final.All(states => states is not null),
            Stops = _stopAsked,
        };
        _waiting.Clear();
        _stopAsked = false;
        if (_pending.Stops)
        {
            Tell(new SuspendTask(_attempt, id));
        }

        foreach (StreamTask task in graph.Sources.Where(task => _final[task.Number] is null))
        {
            runtime.Post(task.Mailbox, new InjectBarrier(_attempt, id, _pending.Timestamp));
        }

        runtime.After(_settings.Timeout, master, new CheckpointTimedOut(_attempt, id));
        CompleteIfAll(_pending);
    }

    private void Tell(Message message)
    {
        foreach (StreamTask task in _graph?.Tasks ?? [])
        {
            runtime.Post(task.Mailbox, message);
        }
    }

    private void CompleteIfAll(Pending pending)
    {
        if (_storing || _stored?.Id == pending.Id)
        {
            return;
        }

        for (int task = 0; task < _final.Length; task++)
        {
            if (pending.States[task] is null && _final[task] is null)
            {
                return;
            }
        }

        JobSnapshot snapshot = Snapshot(pending);
        _stored = snapshot;
        _storing = true;
        Attempt attempt = _attempt;
        runtime.Offload(() => Store(attempt, snapshot), master);
    }

    private CheckpointStored Store(Attempt attempt, JobSnapshot snapshot)
    {
        try
        {
            storage.Store(snapshot);
            return new CheckpointStored(attempt, snapshot.Id, null);
        }
#pragma warning disable CA1031 // Whatever went wrong, the job goes on with the checkpoint before.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new CheckpointStored(attempt, snapshot.Id, failure);
        }
    }

    private JobSnapshot Snapshot(Pending pending)
    {
        var operators = new SortedDictionary<string, IReadOnlyList<StateSnapshot>>(StringComparer.Ordinal);
        int number = 0;
        foreach (CompiledVertex vertex in job.Vertices)
        {
            int first = number;
            for (int index = 0; index < vertex.Operators.Count; index++)
            {
                int position = index;
                operators.Add(vertex.Operators[index].Uid, [.. Enumerable.Range(first, vertex.Parallelism)
                    .Select(task => (pending.States[task] ?? _final[task]!)[position])]);
            }

            number += vertex.Parallelism;
        }

        return new JobSnapshot(pending.Id, pending.Timestamp, job.Settings.MaxParallelism, operators)
        {
            Names = job.Vertices.SelectMany(vertex => vertex.Operators).ToDictionary(each => each.Uid, each => each.Name),
        };
    }

    private bool GiveUp(string reason, bool tellFailure)
    {
        if (_pending is { } pending)
        {
            _pending = null;
            if (pending.Stops)
            {
                Tell(new ResumeTask(_attempt));
            }

            foreach (TaskCompletionSource<long> asked in pending.Asked)
            {
                asked.TrySetException(new CheckpointException($"checkpoint {pending.Id} was given up: {reason}"));
            }
        }

        if (!tellFailure)
        {
            return false;
        }

        Next();
        return ++_failedInRow > _settings.TolerableFailures;
    }

    // Those who asked meanwhile do not wait for the clock.
    private void Next()
    {
        if (_waiting.Count != 0)
        {
            Take(null);
        }
        else if (_settings.Interval is { } interval)
        {
            Arm(interval > _settings.MinPause ? interval : _settings.MinPause);
        }
    }

    private void Arm(TimeSpan? delay)
    {
        if (delay is { } wait)
        {
            runtime.After(wait, master, new CheckpointDue(_attempt));
        }
    }

    private long Now() => runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Dispose(IReadOnlyList<StateSnapshot> states)
    {
        foreach (StateSnapshot state in states)
        {
            state.Dispose();
        }
    }

    private sealed class Pending(long id, long timestamp, int tasks, TaskCompletionSource<long>[] asked)
    {
        public long Id => id;

        public long Timestamp => timestamp;

        public TaskCompletionSource<long>[] Asked => asked;

        public bool IsLast { get; init; }

        public bool Stops { get; init; }

        public IReadOnlyList<StateSnapshot>?[] States { get; } = new IReadOnlyList<StateSnapshot>?[tasks];
    }
}
