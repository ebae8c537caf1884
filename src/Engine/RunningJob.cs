using FlinkSql.Codegen.Support;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
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

    internal RunningJob(
        JobMaster master, CompiledJob compiled, PlanResult plan, string sql, SourceSpan span, TimeProvider clock)
    {
        Master = master;
        _ends = JobEnds.Of(compiled);
        Plan = plan;
        _sql = sql;
        _span = span;
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>The plan it runs.</summary>
    public PlanResult Plan { get; }

    public JobId Id => Master.Id;

    public string Name => Master.Name;

    public JobState State => Master.State;

    /// <summary>How long it has run.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    internal JobMaster Master { get; }

    /// <summary>The counters of its operators, at this moment.</summary>
    public IReadOnlyList<OperatorSnapshot> Operators() => Master.Metrics();

    /// <summary>Rows in, out and late, at this moment.</summary>
    public JobProgress Progress() => _ends.Progress(Master.Metrics(), Elapsed);

    /// <summary>Asks it to stop; <see cref="Completion"/> says when it has.</summary>
    public void Cancel() => Master.Cancel();

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
