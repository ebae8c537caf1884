using FlinkSql.Codegen.Support;
using FlinkSql.Engine.Recovery;
using FlinkSql.Engine.Why;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Late;
using FlinkSql.Runtime.Operators;

namespace FlinkSql.Engine;

/// <summary>A job that was started: how it goes, and how to end it.</summary>
public sealed class RunningJob
{
    private readonly JobEnds _ends;
    private readonly string _sql;
    private readonly SourceSpan _span;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly CompiledJob _compiled;
    private long _elapsed = -1;
    private JobView? _atStop;

    internal RunningJob(
        JobMaster master, CompiledJob compiled, PlanResult plan, string sql, SourceSpan span, TimeProvider clock)
    {
        Master = master;
        _compiled = compiled;
        _ends = JobEnds.Of(compiled);
        Plan = plan;
        _sql = sql;
        _span = span;
        _clock = clock;
        _started = clock.GetTimestamp();
        StartedAt = clock.GetUtcNow();
        master.Completion.ContinueWith(
            _ => Volatile.Write(ref _elapsed, _clock.GetElapsedTime(_started).Ticks),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>The plan it runs.</summary>
    public PlanResult Plan { get; }

    public JobId Id => Master.Id;

    public string Name => Master.Name;

    public JobState State => Master.State;

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed =>
        Volatile.Read(ref _elapsed) is >= 0 and long ticks ? new TimeSpan(ticks) : _clock.GetElapsedTime(_started);

    /// <summary>When it was started, by the clock of the runtime.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether it has come to an end, whichever.</summary>
    public bool HasEnded => Master.Completion.IsCompleted;

    /// <summary>Windows that hold rows and have not closed.</summary>
    public long OpenWindows => View().Operators.Sum(operation => operation.OpenWindows);

    /// <summary>The rows its operators dropped for being late; they can be read while it runs and after.</summary>
    public JobLateRows LateRows => Master.LateRows;

    /// <summary>The statement it runs.</summary>
    public string Sql => _span.IsNone ? _sql : _span.Slice(_sql);

    /// <summary>The subtasks of its widest operator.</summary>
    public int Parallelism => _compiled.Vertices.Max(vertex => vertex.Parallelism);

    /// <summary>When it ended, ms since 1970-01-01T00:00Z; null while it has not.</summary>
    internal long? EndedAt => Master.EndedAt;

    /// <summary>What it runs, compiled: tests run it again elsewhere.</summary>
    internal CompiledJob Compiled => _compiled;

    /// <summary>What it failed with; null when it has not.</summary>
    internal EngineException? Failure => JobFailure is { } cause ? Explain(cause) : null;

    /// <summary>Where it failed; null when it has not, or not in an operator.</summary>
    internal string? FailedOperator => JobFailure?.OperatorName;

    private JobFailedException? JobFailure =>
        Master.Completion is { IsFaulted: true } failed ? failed.Exception?.InnerException as JobFailedException : null;

    internal JobMaster Master { get; }

    /// <summary>Where it keeps its checkpoints; null for a query, which keeps none.</summary>
    internal JobStart? Recovery { get; init; }

    /// <summary>The counters of its operators, at this moment.</summary>
    public IReadOnlyList<OperatorSnapshot> Operators() => Master.Metrics();

    /// <summary>The same for each subtask by itself.</summary>
    public IReadOnlyList<OperatorSnapshot> Subtasks() => Master.SubtaskMetrics();

    /// <summary>Rows in, out and late, at this moment.</summary>
    public JobProgress Progress() => _ends.Progress(Master.Metrics(), Elapsed);

    /// <summary>Asks it to stop; <see cref="Completion"/> says when it has.</summary>
    public void Cancel()
    {
        if (_atStop is null && State == JobState.Running)
        {
            _atStop = View();
        }

        Master.Cancel();
    }

    /// <summary>Saves its state while it goes on, and gives the path of the savepoint.</summary>
    /// <param name="path">
    /// A folder that does not exist yet, or one to put the savepoint into; null for
    /// <c>execution.checkpointing.savepoint-dir</c>.
    /// </param>
    /// <exception cref="EngineException">It cannot be saved.</exception>
    public Task<string> SavepointAsync(string? path = null) => Saved(savepoints => savepoints.TakeAsync(path));

    /// <summary>Stops it at a savepoint: what its sinks got up to there is committed, and nothing comes after.</summary>
    /// <param name="path">As for <see cref="SavepointAsync"/>.</param>
    /// <param name="drain">Whether its input is ended first: windows close, and there is nothing to go on with.</param>
    /// <exception cref="EngineException">It cannot be saved; it goes on.</exception>
    public Task<string> StopWithSavepointAsync(string? path = null, bool drain = false) =>
        Saved(savepoints => savepoints.StopAsync(path, drain));

    /// <summary>Why it gives no rows, or no more, at this moment; of a stopped job when it was stopped.</summary>
    public Diagnosis WhyNoOutput()
    {
        string name = Id.ToString();
        switch (State)
        {
            case JobState.Failed or JobState.Failing:
                return new Diagnosis(Cause.Failed, name, $"the job has failed: {FailureText()}");
            case JobState.Finished:
                return new Examination(View(), name).OfFinished();
            case JobState.Cancelled or JobState.Cancelling when _atStop is null:
                return new Diagnosis(Cause.Stopped, name, "the job was stopped");
            case JobState.Cancelled or JobState.Cancelling:
                Diagnosis then = new Examination(_atStop, name).OfRunning();
                return then with { Reason = $"the job was stopped; at that time, {then.Reason}" };
            default:
                return new Examination(View(), name).OfRunning();
        }
    }

    /// <summary>Ends when the job has ended: false when it was cancelled.</summary>
    /// <exception cref="EngineException">The job failed.</exception>
    public async Task<bool> Completion()
    {
        try
        {
            return await Master.Completion.ConfigureAwait(false) == JobState.Finished;
        }
        catch (JobFailedException failure)
        {
            throw Explain(failure);
        }
    }

    private async Task<string> Saved(Func<JobSavepoints, Task<string>> save)
    {
        try
        {
            return await save(new JobSavepoints(Master, Recovery, _clock)).ConfigureAwait(false);
        }
        catch (CheckpointException failure)
        {
            throw new EngineException([RecoveryErrors.Of(failure, _span)!], _sql, failure);
        }
        catch (JobFailedException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>Its tasks beside its plan, at this moment; a test may change the tasks.</summary>
    internal JobView View(Func<TaskSnapshot, TaskSnapshot>? change = null) => new(
        _compiled,
        Plan,
        change is null ? Master.Tasks() : [.. Master.Tasks().Select(change)],
        StartedAt.ToUnixTimeMilliseconds(),
        _clock.GetUtcNow().ToUnixTimeMilliseconds());

    private string FailureText() =>
        Master.Completion.Exception?.InnerException is JobFailedException failure
            ? Explain(failure).Message.Split('\n')[0]
            : "its tasks are being closed";

    private EngineException Explain(JobFailedException failure)
    {
        Diagnostic diagnostic = failure.InnerException switch
        {
            ConnectorException connector =>
                EngineErrors.JobFailed(connector.Code, connector.Message, connector.Hint, _span),
            QueryFailure { Site: var site } query => EngineErrors.JobFailed(
                query.Code,
                site.Text.Length == 0 ? query.Reason : $"{query.Reason} in {site.Text}",
                query.Hint,
                site.Length == 0 ? _span : new SourceSpan(site.Start, site.Length)),
            QueryException query => EngineErrors.JobFailed(query.Code, query.Message, query.Hint, _span),
            RuntimeException runtime => EngineErrors.JobFailed(runtime.Code, runtime.Message, runtime.Hint, _span),
            _ => EngineErrors.JobFailed("FLS6000", failure.Message, null, _span),
        };
        return new EngineException([diagnostic with { Detail = diagnostic.Detail ?? OperatorOf(failure) }], _sql, failure);
    }

    private static string? OperatorOf(JobFailedException failure) =>
        failure.OperatorName is null ? null : $"in {failure.OperatorName}";
}
