using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Faults;

namespace FlinkSql.Runtime.Job;

/// <content>How a run of the job ends, with commits and without, and the job with it.</content>
internal sealed partial class JobMasterActor
{
    private void Commit(JobSnapshot stored)
    {
        if (_committer!.IsEmpty)
        {
            _checkpoints.OnCommitted(stored.Id);
        }
        else
        {
            _committer.Commit(_attempt, stored);
        }
    }

    private void OnSinksDone(SinksDone done)
    {
        _committer!.OnDone();
        bool current = done.Attempt == _attempt && _state == JobState.Running;
        if (done.Failure is { } failure)
        {
            OnSinksFailed(done, failure);
        }
        else if (done.Work == SinkWork.Recover && Find(done.Attempt, RegionStep.Recovering) is { } restart)
        {
            StartRegion(restart);
        }
        else if (done.Work == SinkWork.Recover && current)
        {
            StartTasks();
        }
        else if (done.Work == SinkWork.Commit && current)
        {
            _checkpoints.OnCommitted(done.CheckpointId);
        }

        EndIfAllClosed();
    }

    /// <summary>
    /// What a checkpoint holds is committed again after a restart. Without one, part of the rest may be visible: to begin
    /// anew would show it twice.
    /// </summary>
    private void OnSinksFailed(SinksDone done, Exception failure)
    {
        if (done.Work == SinkWork.CommitLast && _state == JobState.Running)
        {
            _cause = failure;
            CloseAll(JobState.Failing);
        }
        else
        {
            Fail(failure);
        }
    }

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
        _down.Clear();
        if (_execution is null)
        {
            End();
            return;
        }

        _execution.Cancel();
        EndIfAllClosed();
    }

    /// <summary>Every task is closed, and nobody stores or commits: what is decided next cannot be overtaken.</summary>
    private void EndIfAllClosed()
    {
        if (_execution is not { Open: 0 } || _checkpoints.Storing || _committer!.Busy
            || (_state == JobState.Running && (_checkpoints.UnderWay || _down.Count != 0)))
        {
            return;
        }

        if (_committer.IsEmpty || (_state == JobState.Running && Planted.Has(PlantedBug.FinishedTooEarly)) || _overtaken || _checkpoints.Session is null || _state == JobState.Restarting || _ending == SinkWork.Abort
            || (_ending == SinkWork.CommitLast && _state == JobState.Running))
        {
            End();
        }
        else if (_state != JobState.Running)
        {
            _ending = SinkWork.Abort;
            _committer.Abort(_attempt, _checkpoints.Newest);
        }
        else if ((_job.Settings.Checkpoints.Interval is not null || _drained.Count != 0) && !_checkpoints.LastCompleted)
        {
            // Should it fail, and more may fail, the next is taken when it is due.
            if (_ending is null)
            {
                _ending = SinkWork.Commit;
                _checkpoints.Take(null);
            }
        }
        else
        {
            _ending = SinkWork.CommitLast;
            if (_checkpoints.LastCompleted)
            {
                _committer.CommitLast(_attempt, _checkpoints.Newest!);
            }
            else
            {
                _checkpoints.CollectLast();
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
            _attempt = _attempt with { Number = ++_runs };
            _cause = null;
            _busy = true;
            _runtime.After(_wait!.Value, Mailbox, new RestartDue(_attempt));
            return;
        }

        bool finished = _cause is null && (_state == JobState.Running || _checkpoints.Stopped);
        foreach (CheckpointRequest asked in _drained)
        {
            if (finished && _checkpoints.LastCompleted)
            {
                asked.Complete(_checkpoints.Newest!.Id);
            }
            else
            {
                asked.Fail("the job ended before its last checkpoint");
            }
        }

        _checkpoints.End("the job has ended");
        _allocation?.Dispose();
        Abandon();
        EndedAt = _runtime.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        _state = _cause is not null ? JobState.Failed : finished ? JobState.Finished : JobState.Cancelled;
        _record.TryEnd(_attempt.Token, _state, _cause is null ? null : new JobFailedException(_job.Name, _cause));
    }
}
