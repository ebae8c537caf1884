using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <content>How a checkpoint is given up, and when the next one begins.</content>
internal sealed partial class CheckpointCoordinator
{
    /// <summary>
    /// A part of the job is started again: no checkpoint begins until that runs. One to which all tasks have come goes on.
    /// </summary>
    /// <param name="tasks">The tasks of that part.</param>
    public void Pause(IReadOnlyList<int> tasks)
    {
        _paused = true;
        foreach (int task in tasks)
        {
            _finished[task] = false;
        }

        if (_pending is { IsComplete: false })
        {
            GiveUp("a part of the job is started again", isFailure: false);
        }
    }

    /// <summary>All of the job runs again.</summary>
    public void Resume()
    {
        _paused = false;
        BeginNext();
    }

    /// <summary>Those who asked do not wait for the clock.</summary>
    private void BeginNext()
    {
        if (_waiting.Count != 0)
        {
            Take(null);
        }
        else if (_settings.Interval is { } interval)
        {
            Schedule(interval);
        }
    }

    private bool IsPending(long id) => _pending?.Location?.Id == id;

    private bool GiveUp(string reason, bool isFailure)
    {
        bool cannotEnd = isFailure && _pending is { OnlyCollects: true };
        if (_pending is { } pending)
        {
            _pending = null;
            foreach (CheckpointRequest asked in pending.Asked)
            {
                asked.Fail($"checkpoint {pending.Location?.Id ?? 0} was given up: {reason}");
            }

            if (!Storing && pending.Location is { } location)
            {
                if (_stored?.Id != location.Id)
                {
                    pending.Drop();
                    Discard(location);
                }

                _execution?.SendAll(task => new CheckpointAborted(_execution.AttemptOf(task), task, location.Id));
            }

            if (isFailure && !cannotEnd)
            {
                Next(pending);
            }
        }

        return cannotEnd || (isFailure && ++_failedInRow > _settings.TolerableFailures);
    }

    private void Discard(CheckpointLocation? location)
    {
        if (location is { InMemory: false } && Session is { } session)
        {
            io.Forget(() => session.Discard(location));
        }
    }

    // The interval counts from start to start. Those who asked meanwhile do not wait for the clock.
    private void Next(PendingCheckpoint former)
    {
        if (_waiting.Count != 0)
        {
            Take(null);
        }
        else if (_settings.Interval is { } interval)
        {
            TimeSpan left = interval - TimeSpan.FromMilliseconds(Now() - former.StartedAt);
            TimeSpan wait = left > _settings.MinPause ? left : _settings.MinPause;
            Schedule(wait);
        }
    }

    private void Schedule(TimeSpan wait)
    {
        _due?.Dispose();
        _due = runtime.After(wait, master, new CheckpointDue(_attempt));
    }

    private long Now() => runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
}
