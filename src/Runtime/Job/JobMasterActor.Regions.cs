using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <content>
/// How a region that fails is started again from the newest checkpoint while the others run on. Meanwhile no checkpoint
/// begins; one to which all tasks have come already is stored and committed first.
/// </content>
internal sealed partial class JobMasterActor
{
    private readonly SortedDictionary<int, RegionRestart> _down = [];
    private bool _tasksStarted;

    /// <summary>A task has failed: its region is started again, or the job.</summary>
    private void FailTask(int task, Exception cause)
    {
        if (_state == JobState.Running && _tasksStarted && _ending is null && _job.Settings.RegionFailover && _regions.All.Count > 1)
        {
            FailRegion(RegionOf(task), cause);
        }
        else
        {
            Fail(cause);
        }
    }

    private void FailRegion(int region, Exception cause)
    {
        if (_down.TryGetValue(region, out RegionRestart? restart) && restart.Step == RegionStep.Closing)
        {
            // A task may fail as it closes, and be the last to do so.
            CloseRegion(region);
            return;
        }

        DateTimeOffset now = _runtime.Clock.GetUtcNow();
        if (_job.Settings.Restart.Delay([.. _failures, now]) is not { } wait)
        {
            Fail(cause);
            return;
        }

        _failures.Add(now);
        int[] tasks = TasksOf(region);
        _down[region] = new RegionRestart(region, wait) { Attempt = _execution!.AttemptOf(tasks[0]) };
        _checkpoints.Pause(tasks);
        _execution.Cancel(_down[region].Attempt);
        CloseRegion(region);
    }

    /// <summary>Waits for the restart once all tasks are closed.</summary>
    private void CloseRegion(int region)
    {
        if (_down.TryGetValue(region, out RegionRestart? restart) && restart.Step == RegionStep.Closing
            && !TasksOf(region).Any(_execution!.IsOpen))
        {
            restart.Step = RegionStep.Waiting;
            _runtime.After(restart.Wait, Mailbox, new RegionDue(restart.Attempt));
        }
    }

    private void ReceiveRegion(Message message)
    {
        switch (message)
        {
            case RegionDue due when Find(due.Attempt, RegionStep.Waiting) is { } restart:
                restart.Step = RegionStep.Due;
                break;
            case RegionSplitsListed listed when Find(listed.Attempt, RegionStep.Listing) is { } restart:
                DeployRegion(restart, listed.Listed);
                break;
        }

        RestartRegions();
    }

    /// <summary>Goes on with restarts that had to wait for a checkpoint or the sinks.</summary>
    private void RestartRegions()
    {
        foreach (RegionRestart restart in _down.Values.ToArray())
        {
            if (_state != JobState.Running || _checkpoints.Storing || _checkpoints.UnderWay || _committer!.Busy)
            {
                return;
            }

            if (restart.Step == RegionStep.Due)
            {
                restart.Step = RegionStep.Listing;
                ListSplits(listed => new RegionSplitsListed(restart.Attempt, listed));
            }
            else if (restart.Step == RegionStep.Deployed)
            {
                restart.Step = RegionStep.Recovering;
                _committer.Recover(restart.Attempt, _checkpoints.Newest, sink => _regions.Of(sink.Vertex) == restart.Region);
            }
        }
    }

    private void DeployRegion(RegionRestart restart, SplitsListed listed)
    {
        if (listed.Failure is { } failure)
        {
            Fail(failure);
            return;
        }

        if (!_allocation!.IsWhole)
        {
            Fail(new NodeLostException(_execution!.Graph.NodeOf(TasksOf(restart.Region)[0])));
            return;
        }

        restart.Attempt = _attempt with { Number = ++_runs, Region = restart.Region };
        restart.Step = RegionStep.Deploying;
        int[] tasks = TasksOf(restart.Region);
        var graph = new ExecutionGraph(
            _job, _allocation, vertex => _regions.Of(vertex) == restart.Region ? restart.Attempt : _attempt, listed.Splits, _checkpoints.Newest);
        _execution!.Deploy(restart.Attempt, [.. tasks.Select(task => graph.Tasks[task])], _job, _scope!, _checkpoints.Newest, _record.Readings);
    }

    /// <summary>A task of a region that is started again is made.</summary>
    private void OnRegionDeployed(TaskDeployed deployed)
    {
        RegionRestart restart = _down[deployed.Attempt.Region];
        if (TasksOf(restart.Region).All(_execution!.IsDeployed))
        {
            restart.Step = RegionStep.Deployed;
            RestartRegions();
        }
    }

    /// <summary>The sinks of a region are ready: its tasks start, and when no other region is down checkpoints go on.</summary>
    private void StartRegion(RegionRestart restart)
    {
        int[] tasks = TasksOf(restart.Region);
        _down.Remove(restart.Region);
        _alignment!.Restart(tasks);
        foreach (int task in tasks)
        {
            _execution!.Send(new StartTask(restart.Attempt, task));
        }

        if (_down.Count == 0)
        {
            _checkpoints.Resume();
        }
    }

    private RegionRestart? Find(Attempt attempt, RegionStep step) =>
        _down.TryGetValue(attempt.Region, out RegionRestart? restart) && restart.Attempt == attempt && restart.Step == step
            && _state == JobState.Running ? restart : null;

    private int RegionOf(int task) => _regions.Of(_execution!.Graph.Tasks[task].Vertex);

    private int[] TasksOf(int region) =>
        [.. _execution!.Graph.Tasks.Where(task => _regions.Of(task.Vertex) == region).Select(task => task.Number)];
}
