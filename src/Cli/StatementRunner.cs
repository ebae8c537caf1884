using FlinkSql.Cli.Control;
using FlinkSql.Cli.Output;
using FlinkSql.Columnar;
using FlinkSql.Engine;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Cli;

/// <summary>Runs statements one after the other and prints what they come to.</summary>
internal sealed class StatementRunner(Session session, Terminal terminal, ResultFormat? format, Interruption interruption)
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(200);

    public Session Session => session;

    /// <summary>What the command line says is stronger than the setting.</summary>
    private ResultFormat Format => format ?? Enum.Parse<ResultFormat>(
        session.Settings.Get("sql-client.execution.result-mode")!, ignoreCase: true);

    /// <summary>Tells whether another command has stopped a job: the rest of a script is not run then.</summary>
    public SessionControl? Control { get; init; }

    /// <summary>Where INSERTs go that are not waited for; null waits for all.</summary>
    public BackgroundJobs? Background { get; set; }

    /// <summary>Runs a script; stops at the first statement that fails. Errors of form are all shown before any runs.</summary>
    public async Task<int> RunScriptAsync(string sql)
    {
        try
        {
            foreach (StatementSyntax statement in Session.Parse(sql))
            {
                int code = await RunAsync(statement, sql);
                if (code != ExitCode.Done || Control is { Stopped: true })
                {
                    return code;
                }
            }

            return ExitCode.Done;
        }
        catch (EngineException failure)
        {
            await Report(failure);
            return ExitCode.Failed;
        }
        finally
        {
            await terminal.Output.FlushAsync();
        }
    }

    /// <summary>Runs all statements but the last, and explains that one.</summary>
    public async Task<int> ExplainScriptAsync(string sql)
    {
        try
        {
            IReadOnlyList<StatementSyntax> statements = Session.Parse(sql);
            foreach (StatementSyntax statement in statements.Take(statements.Count - 1))
            {
                if (statement is not (QueryStatementSyntax or InsertSyntax or StatementSetSyntax))
                {
                    session.Execute(statement, sql);
                }
            }

            session.Settings.ShowsTables = Format == ResultFormat.Table;
            await terminal.Output.WriteLineAsync(session.Explain(statements[^1], sql));
            return ExitCode.Done;
        }
        catch (EngineException failure)
        {
            await Report(failure);
            return ExitCode.Failed;
        }
        finally
        {
            await terminal.Output.FlushAsync();
        }
    }

    /// <summary>Prints what went wrong.</summary>
    public async Task Report(EngineException failure)
    {
        await terminal.Output.FlushAsync();
        await terminal.Messages.WriteLineAsync(failure.Message);
    }

    private async Task<int> RunAsync(StatementSyntax statement, string sql)
    {
        session.Settings.ShowsTables = Format == ResultFormat.Table;
        StatementOutcome outcome = session.Execute(statement, sql);
        foreach (Diagnostic note in outcome.Notes)
        {
            await terminal.Messages.WriteAsync(note.Render(sql));
        }

        switch (outcome)
        {
            case QueryOutcome query:
                return await PrintAsync(query.Query);
            case InsertOutcome insert when Background is { } background && !session.Settings.Flag("table.dml-sync"):
                background.Add(insert.Job);
                await terminal.Messages.WriteLineAsync(
                    $"{insert.Job.Id} runs in the background; SHOW JOBS, STOP JOB '{insert.Job.Id}' and .why {insert.Job.Id} tell of it");
                break;
            case InsertOutcome insert:
                return await WaitAsync(insert.Job);
            case StopOutcome stop:
                Background?.Forget(stop.Job);
                if (stop.Savepoint is { } savepoint)
                {
                    await terminal.Messages.WriteLineAsync($"{stop.Job.Id} is saved in {await savepoint}");
                }

                await stop.Job.Completion();
                await terminal.Messages.WriteLineAsync(
                    $"{stop.Job.Id}: {Summary.Of(stop.Job.Progress(), finished: false, stop.Job.OpenWindows)}");
                break;
            case TextOutcome text:
                await terminal.Output.WriteLineAsync(text.Text);
                break;
            case TableOutcome table:
                TextTable.Write(terminal.Output, table);
                break;
            case DoneOutcome done when terminal.IsInteractive:
                await terminal.Messages.WriteLineAsync(done.Message);
                break;
        }

        await terminal.Output.FlushAsync();
        return ExitCode.Done;
    }

    private async Task<int> PrintAsync(RunningQuery query)
    {
        IResultWriter writer = Writer(query);
        using IDisposable watch = interruption.Watch(query.Job.Cancel);
        await using var progress = new ProgressLine(terminal, query.Job);
        await using IAsyncEnumerator<RecordBatch> batches = query.ReadAllAsync().GetAsyncEnumerator();
        try
        {
            // Rows are flushed when none has come for a moment, so that a slow stream shows without a long one waiting.
            Task<bool> next = batches.MoveNextAsync().AsTask();
            while (await NextOrFlush(next, writer))
            {
                using RecordBatch batch = batches.Current;
                writer.Write(batch);
                next = batches.MoveNextAsync().AsTask();
            }
        }
        catch (Runtime.Job.JobFailedException)
        {
            // The rows that came before the failure are part of the result; Completion says what it was.
        }

        writer.Flush();
        if (writer is SnapshotWriter snapshots)
        {
            snapshots.End();
        }

        return await EndAsync(query.Job, progress);
    }

    private static async Task<bool> NextOrFlush(Task<bool> next, IResultWriter writer)
    {
        if (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(FlushInterval)) != next)
        {
            writer.Flush();
        }

        return await next;
    }

    private async Task<int> WaitAsync(RunningJob job)
    {
        using IDisposable watch = interruption.Watch(job.Cancel);
        await using var progress = new ProgressLine(terminal, job);
        return await EndAsync(job, progress);
    }

    private async Task<int> EndAsync(RunningJob job, ProgressLine progress)
    {
        bool finished;
        try
        {
            finished = await job.Completion();
        }
        finally
        {
            await progress.DisposeAsync();
        }

        await terminal.Output.FlushAsync();
        bool prompt = Background is not null;
        await terminal.Messages.WriteLineAsync(
            Summary.Of(job.Progress(), finished, job.OpenWindows, prompt ? " (see .why)" : ""));
        if (Summary.WhereLateRowsAre(job) is { } hint)
        {
            await terminal.Messages.WriteLineAsync(hint);
        }

        return !finished && interruption.Requested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private IResultWriter Writer(RunningQuery query)
    {
        ResultFormat shown = Format;
        if (query.OutputMode != OutputMode.Complete)
        {
            return Writer(query, shown, terminal.Output);
        }

        bool table = shown is ResultFormat.Tableau or ResultFormat.Changelog or ResultFormat.Table;
        return new SnapshotWriter(
            terminal, output => Writer(query, shown, output), table ? "---" : "", table && terminal.IsInteractive);
    }

    private IResultWriter Writer(RunningQuery query, ResultFormat shown, TextWriter output)
    {
        bool changes = query.Mode != Planner.Catalog.ChangelogMode.InsertOnly;
        TimeZoneInfo zone = session.Settings.Zone;
        return shown switch
        {
            ResultFormat.Csv => new CsvWriter(output, query.Schema, changes, zone),
            ResultFormat.Json => new JsonLinesWriter(output, query.Schema, changes, zone),
            _ => new TableauWriter(output, query.Schema, changes || shown == ResultFormat.Changelog, zone),
        };
    }
}
