using FlinkSql.Columnar;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>
/// The second phase of every commit of a job. It is part of the job master, does its work off the mailbox, one after
/// another, and answers with <see cref="SinksDone"/>. What failed half way is done again, by this process or another.
/// </summary>
/// <param name="sinks">The sinks of the job.</param>
/// <param name="scope">What names their runs.</param>
/// <param name="numberOf">The number of the present run of a sink.</param>
/// <param name="runtime">Does the work.</param>
/// <param name="files">Where checkpoints are read.</param>
/// <param name="master">The job master.</param>
internal sealed class Committer(
    IReadOnlyList<JobSink> sinks, JobScope scope, Func<JobSink, int> numberOf, IRuntime runtime, IFileSystem files, Mailbox master)
{
    private readonly Dictionary<string, HashSet<string>> _committed = new(StringComparer.Ordinal);

    /// <summary>Whether a work is under way.</summary>
    public bool Busy { get; private set; }

    /// <summary>Whether the job has no sink, so that nothing is ever to be done.</summary>
    public bool IsEmpty => sinks.Count == 0;

    /// <summary>Begins a run of the job, or of those of its sinks that are to be recovered.</summary>
    public void Recover(Attempt attempt, JobSnapshot? restored, Func<JobSink, bool>? which = null) =>
        Do(attempt, SinkWork.Recover, restored, which);

    /// <summary>Commits what a checkpoint holds.</summary>
    public void Commit(Attempt attempt, JobSnapshot stored) => Do(attempt, SinkWork.Commit, stored);

    /// <summary>Commits what is left when all rows have been written.</summary>
    public void CommitLast(Attempt attempt, JobSnapshot last) => Do(attempt, SinkWork.CommitLast, last);

    /// <summary>Ends a job that has not finished: what its newest checkpoint holds is committed, the rest goes.</summary>
    public void Abort(Attempt attempt, JobSnapshot? retained) => Do(attempt, SinkWork.Abort, retained);

    /// <summary>A work is done.</summary>
    public void OnDone() => Busy = false;

    private void Do(Attempt attempt, SinkWork work, JobSnapshot? snapshot, Func<JobSink, bool>? which = null)
    {
        Busy = true;
        (JobSink Sink, SinkRun Run)[] targets =
            [.. sinks.Where(sink => which?.Invoke(sink) != false).Select(sink => (sink, scope.Run(sink.Uid, numberOf(sink))))];
        runtime.Offload(() => new SinksDone(attempt, work, snapshot?.Id ?? 0, DoAll(targets, work, snapshot)), master);
    }

    private Exception? DoAll((JobSink Sink, SinkRun Run)[] targets, SinkWork work, JobSnapshot? snapshot)
    {
        Exception? first = null;
        foreach ((JobSink sink, SinkRun run) in targets)
        {
            try
            {
                DoOne(sink, run, work, snapshot);
            }
#pragma warning disable CA1031 // Whatever a sink throws, the job fails with it, under the name of the sink.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                first ??= new OperatorException(sink.Name, 0, failure);
                if (work != SinkWork.Abort)
                {
                    break;
                }
            }
        }

        return first;
    }

    private void DoOne(JobSink target, SinkRun run, SinkWork work, JobSnapshot? snapshot)
    {
        SinkState state = snapshot?.For(target.Uid, 0, 1, BufferPool.Shared, files) is { } saved
            ? PreparedState.Load(saved)
            : SinkState.Empty;
        switch (work)
        {
            case SinkWork.Recover:
                target.Sink.Recover(run, Planted.Has(PlantedBug.NoCommitAtRestore) ? SinkState.Empty : state);
                Remember(target, state);
                break;
            case SinkWork.Abort:
                Abort(target, run, state, snapshot?.Id ?? 0);
                break;
            default:
                Commit(target, run, state, snapshot!.Id, work == SinkWork.CommitLast);
                break;
        }
    }

    /// <summary>A checkpoint that is stored belongs to the result, whatever came after it.</summary>
    private void Abort(JobSink target, SinkRun run, SinkState state, long checkpointId)
    {
        try
        {
            Commit(target, run, state, checkpointId, isLast: false);
        }
        finally
        {
            target.Sink.Abort(run, state);
        }
    }

    /// <summary>What this process has seen committed is not committed once more.</summary>
    private void Commit(JobSink target, SinkRun run, SinkState state, long checkpointId, bool isLast)
    {
        HashSet<string>? done = _committed.GetValueOrDefault(target.Uid);
        byte[][] open = [.. state.Committables.Where(bytes => done?.Contains(Convert.ToBase64String(bytes)) != true)];
        if (open.Length != 0 || isLast)
        {
            target.Sink.Commit(new SinkCommit(run, checkpointId, open, isLast));
        }

        Remember(target, state);
    }

    private void Remember(JobSink target, SinkState state) =>
        _committed[target.Uid] = [.. state.Committables.Select(Convert.ToBase64String)];
}
