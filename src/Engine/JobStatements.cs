using System.Globalization;
using FlinkSql.Engine.Why;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;

namespace FlinkSql.Engine;

/// <summary>SHOW JOBS, DESCRIBE JOB, STOP JOB and WHY NO OUTPUT: statements about jobs of the session.</summary>
internal sealed class JobStatements(Session session)
{
    private static readonly string[] Columns =
        ["job id", "job name", "status", "started", "running for", "rows in", "rows out", "late rows"];

    public StatementOutcome Execute(StatementSyntax statement, string sql) => statement switch
    {
        DescribeJobSyntax describe => new TableOutcome(Columns, [Row(Find(describe.JobId, describe.Span, sql))]),
        StopJobSyntax stop => Stop(stop, sql),
        WhyNoOutputSyntax why => WhyNoOutput(why, sql),
        _ => throw new InvalidOperationException($"engine: {statement.GetType().Name} is not about jobs"),
    };

    /// <summary>All jobs, the one started first on top.</summary>
    public TableOutcome All() => new(Columns, [.. session.Jobs.All.Select(Row)]);

    private StatementOutcome Stop(StopJobSyntax stop, string sql)
    {
        RunningJob job = Find(stop.JobId, stop.Span, sql);
        if (job.HasEnded)
        {
            return new DoneOutcome($"{job.Id} had ended already: {StateOf(job)}");
        }

        if (stop.Savepoint)
        {
            return new StopOutcome(job) { Savepoint = job.StopWithSavepointAsync(drain: stop.Drain) };
        }

        job.Cancel();
        return new StopOutcome(job);
    }

    private TextOutcome WhyNoOutput(WhyNoOutputSyntax why, string sql)
    {
        RunningJob? job = why.JobId is null ? session.Jobs.Last : Find(why.JobId, why.Span, sql);
        return new TextOutcome(job is null ? "no job has been started in this session" : DiagnosisText.Print(job.WhyNoOutput()));
    }

    private RunningJob Find(string id, SourceSpan span, string sql) =>
        session.Jobs.Find(id)
        ?? throw new EngineException(
            [EngineErrors.NotThere("job", id, span, Suggest.Closest(id, session.Jobs.All.Select(job => job.Id.ToString()))) with
            {
                Hint = "SHOW JOBS lists the jobs of this session",
            }],
            sql);

    private string[] Row(RunningJob job)
    {
        JobProgress progress = job.Progress();
        DateTimeOffset started = TimeZoneInfo.ConvertTime(job.StartedAt, session.Settings.Zone);
        return
        [
            job.Id.ToString(),
            job.Name,
            StateOf(job),
            started.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            Moments.Ago((long)progress.Elapsed.TotalMilliseconds),
            Moments.Count(progress.RowsIn),
            Moments.Count(progress.RowsOut),
            Moments.Count(progress.LateRows),
        ];
    }

    private static string StateOf(RunningJob job) => job.State.ToString().ToUpperInvariant();
}
