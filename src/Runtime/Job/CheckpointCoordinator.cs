using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// Takes the checkpoints of a job: sends barriers from the sources, collects what the tasks say of their state, and
/// publishes the whole. It is part of the job master and runs in its mailbox. One checkpoint is under way at a time.
/// </summary>
/// <param name="job">The job.</param>
/// <param name="io">Does what may wait for a device.</param>
/// <param name="runtime">Keeps the time.</param>
/// <param name="master">The mailbox.</param>
/// <param name="commit">
/// Commits what a stored checkpoint holds, and answers by <see cref="OnCommitted"/>.
/// </param>
/// <param name="commitLast">Commits what is left where no checkpoint holds it.</param>
internal sealed partial class CheckpointCoordinator(
    CompiledJob job, StorageIo io, IRuntime runtime, Mailbox master, Action<JobSnapshot> commit, Action<JobSnapshot> commitLast)
{
    private readonly CheckpointSettings _settings = job.Settings.Checkpoints;
    private readonly List<CheckpointRequest> _waiting = [];
    private JobExecution? _execution;
    private Attempt _attempt;
    private bool[] _finished = [];
    private PendingCheckpoint? _pending;
    private JobSnapshot? _stored;
    private bool _storedIsSavepoint;
    private long _number;
    private int _failedInRow;
    private bool _paused;
    private IDisposable? _due;

    /// <summary>Checkpoints completed so far.</summary>
    public int Completed { get; private set; }

    /// <summary>The newest checkpoint that was stored.</summary>
    public JobSnapshot? Newest { get; private set; }

    /// <summary>The right to publish; null while there is none.</summary>
    public ICheckpointSession? Session { get; set; }

    /// <summary>Whether one is being stored: it counts if that succeeds, even if nobody waits for it any more.</summary>
    public bool Storing { get; private set; }

    /// <summary>Whether one was completed to which every task came after its end.</summary>
    public bool LastCompleted { get; private set; }

    /// <summary>Whether one was completed at which the job was to stop.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether one is under way.</summary>
    public bool UnderWay => _pending is not null;

    /// <summary>What the job goes on from, as a former process has stored it.</summary>
    public void Restore(JobSnapshot snapshot) => Newest = snapshot;

    /// <summary>A run of the job begins: all its tasks have been told to start.</summary>
    public void Begin(JobExecution execution)
    {
        _attempt = execution.Attempt;
        _execution = execution;
        _finished = new bool[execution.Graph.Tasks.Count];
        LastCompleted = false;
        _paused = false;
        BeginNext();
    }

    /// <summary>The run ends: what is under way is given up, unless it is being stored.</summary>
    public void Stop(string reason)
    {
        GiveUp(reason, isFailure: false);
        _execution = null;
    }

    /// <summary>The job has ended: nobody waits any longer.</summary>
    public void End(string reason)
    {
        Stop(reason);
        _waiting.ForEach(asked => asked.Fail(reason));
        _waiting.Clear();
    }

    /// <summary>Takes a checkpoint now, or after the one under way.</summary>
    public void Take(CheckpointRequest? asked)
    {
        if (asked is not null)
        {
            _waiting.Add(asked);
        }

        if (_pending is null && !Storing && !LastCompleted && !_paused && _execution is not null)
        {
            Start();
        }
    }

    /// <summary>
    /// All tasks have finished and no checkpoint is to be taken of it: collects what they ended with, to be committed.
    /// </summary>
    public void CollectLast()
    {
        _pending = new PendingCheckpoint(++_number, Now(), _finished.Length, []) { OnlyCollects = true, IsLast = true };
        ICheckpointSession session = Session!;
        Attempt attempt = _attempt;
        long number = _number;
        io.Do(
            () =>
            {
                session.Confirm();
                return new CheckpointPlaced(attempt, number, new CheckpointLocation(0, "", IsSavepoint: false), null);
            },
            failure => new CheckpointPlaced(attempt, number, null, failure));
    }

    /// <summary>The interval is over.</summary>
    public void OnDue()
    {
        if (_pending is null && !Storing)
        {
            Take(null);
        }
    }

    /// <summary>The checkpoint has a place: the barriers set out.</summary>
    public bool OnPlaced(CheckpointPlaced message)
    {
        if (_pending is not { } pending || pending.Number != message.Number)
        {
            Discard(message.Location);
            return false;
        }

        if (message.Failure is { } failure)
        {
            return GiveUp(failure.Message, isFailure: true);
        }

        pending.Location = message.Location;
        if (!pending.OnlyCollects)
        {
            runtime.After(_settings.Timeout, master, new CheckpointTimedOut(_attempt, pending.Location!.Id));
        }

        foreach (int task in _execution!.Graph.Sources.Concat(Finished()).Distinct())
        {
            Inject(pending, task);
        }

        return false;
    }

    /// <summary>A task hands its state in. Who comes too late, or twice, is not listened to.</summary>
    public void OnAcknowledged(CheckpointAcknowledged message)
    {
        if (_pending is not { Location: { } location } pending || location.Id != message.Location.Id
            || Storing || !pending.Add(message.Task, message.States))
        {
            message.Discard();
            return;
        }

        if (pending is { IsComplete: true, OnlyCollects: true })
        {
            _pending = null;
            commitLast(pending.Snapshot(job));
        }
        else if (pending.IsComplete)
        {
            Publish(pending, location);
        }
    }

    public bool OnDeclined(CheckpointDeclined message) =>
        IsPending(message.CheckpointId) && !Storing && GiveUp(message.Cause.Message, isFailure: true);

    /// <summary>A task has come to its end: its last state counts for this and all later checkpoints.</summary>
    public void OnFinished(int task)
    {
        _finished[task] = true;
        if (_pending is { Location: not null } pending && !pending.Has(task))
        {
            Inject(pending, task);
        }
    }

    /// <summary>A checkpoint took longer than allowed; true when that is one too many.</summary>
    public bool OnTimedOut(long id) => IsPending(id) && !Storing && _stored?.Id != id && GiveUp("it took too long", isFailure: true);

    /// <summary>A checkpoint was stored, or could not be; true when that is one failure too many.</summary>
    public bool OnStored(CheckpointStored message)
    {
        Storing = false;
        if (message.Failure is { } failure)
        {
            _stored?.Dispose();
            return IsPending(message.CheckpointId) && GiveUp(failure.Message, isFailure: true);
        }

        // What is stored can be restored by others: it is the newest, whoever waited for it.
        Newest = _storedIsSavepoint ? Newest : _stored;
        Completed++;
        if (IsPending(message.CheckpointId))
        {
            _failedInRow = 0;
            commit(_stored!);
        }

        return false;
    }

    /// <summary>What a checkpoint holds has been committed: it is complete, and the next one may begin.</summary>
    public void OnCommitted(long id)
    {
        if (!IsPending(id) || Storing)
        {
            return;
        }

        PendingCheckpoint pending = _pending!;
        _pending = null;
        LastCompleted = pending.IsLast;
        Stopped = pending.Stops;
        foreach (CheckpointRequest asked in pending.Asked)
        {
            asked.Complete(id);
        }

        _execution?.SendAll(task => new CheckpointCompleted(_execution.AttemptOf(task), task, id));
        if (!Stopped)
        {
            Next(pending);
        }
    }

    private void Start()
    {
        long number = ++_number;

        CheckpointRequest[] asked = _waiting.FirstOrDefault() is { IsAlone: true } alone
            ? [alone]
            : [.. _waiting.TakeWhile(request => !request.IsAlone)];
        _waiting.RemoveRange(0, asked.Length);
        _pending = new PendingCheckpoint(number, Now(), _finished.Length, asked)
        {
            IsLast = _finished.All(each => each),
            OvertakesAfter = _settings.OvertakesAfter,
        };
        ICheckpointSession session = Session!;
        string? savepoint = asked.FirstOrDefault()?.Savepoint;
        Attempt attempt = _attempt;
        io.Do(
            () => new CheckpointPlaced(
                attempt, number, savepoint is null ? session.NewCheckpoint() : session.NewSavepoint(savepoint), null),
            failure => new CheckpointPlaced(attempt, number, null, failure));
    }

    private void Inject(PendingCheckpoint pending, int task) =>
        _execution!.Send(new InjectBarrier(_execution.AttemptOf(task), task, pending.Barrier));

    private IEnumerable<int> Finished() => Enumerable.Range(0, _finished.Length).Where(task => _finished[task]);

    private void Publish(PendingCheckpoint pending, CheckpointLocation location)
    {
        JobSnapshot snapshot = pending.Snapshot(job);
        _stored = snapshot;
        _storedIsSavepoint = location.IsSavepoint;
        Storing = true;
        Attempt attempt = _attempt;
        ICheckpointSession session = Session!;
        io.Do(
            () =>
            {
                session.Publish(location, snapshot);
                return new CheckpointStored(attempt, location.Id, null);
            },
            failure => new CheckpointStored(attempt, location.Id, failure));
    }
}
