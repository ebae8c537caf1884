using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <content>How a run of the job comes about: the storage, the slots, the splits, the tasks, the sinks, and then the start.</content>
internal sealed partial class JobMasterActor
{
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
            || _checkpoints.Storing || _committer is { Busy: true } || _ends is null)
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
            _scope = new JobScope(_record.Identity, opened.Session!.Token);
            _committer = new Committer(
                _ends!.Sinks, _scope, sink => _execution!.NumberOf(sink.Vertex), _runtime, _node.Files, Mailbox);
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
        ListSplits(listed => listed);
    }

    private void ListSplits(Func<SplitsListed, Message> answer)
    {
        Attempt attempt = _attempt;
        JobSnapshot? newest = _checkpoints.Newest;
        _io.Do(
            () => answer(new SplitsListed(attempt, _ends!.ListSplits(newest, _node.Files), null)),
            failure => answer(new SplitsListed(attempt, new Dictionary<int, SplitDeployment>(), failure)));
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

        var graph = new ExecutionGraph(_job, _allocation!, AttemptOf, listed.Splits, _checkpoints.Newest);
        _execution = new JobExecution(_node, Mailbox, _self, _attempt, graph, AttemptOf);
        _tasksStarted = false;
        _alignment = new SplitAlignment(_ends!, _execution, _runtime, Mailbox);
        _state = JobState.Running;
        _ending = null;
        _execution.Deploy(_job, _scope!, _checkpoints.Newest, _record.Readings);
    }

    private void OnDeployed(TaskDeployed deployed, JobExecution execution)
    {
        execution.OnDeployed(deployed.Task);
        _alignment!.OnDeployed(deployed);
        if (_tasksStarted)
        {
            OnRegionDeployed(deployed);
            return;
        }

        if (execution.AllDeployed && _committer!.IsEmpty)
        {
            StartTasks();
        }
        else if (execution.AllDeployed)
        {
            _committer!.Recover(_attempt, _checkpoints.Newest);
        }
    }

    private void StartTasks()
    {
        _alignment!.Start();
        _execution!.SendAll(task => new StartTask(_execution.AttemptOf(task), task));
        _tasksStarted = true;
        _checkpoints.Begin(_execution);
    }

    private Attempt AttemptOf(int vertex) => _attempt with { Region = _regions.Of(vertex) };
}
