using FlinkSql.Engine;
using FlinkSql.Parser;

namespace FlinkSql.Cli;

/// <summary>
/// A plain prompt: reads lines until a statement is complete, runs it, and goes on after errors. A person's INSERTs run
/// in the background; how they end is told before the next line.
/// </summary>
internal sealed class Prompt(StatementRunner runner, Terminal terminal, Interruption interruption)
{
    private const string Banner = "flinksql  |  in-memory session  |  ; ends a statement, Ctrl-C stops a query, .help lists commands, QUIT; leaves";

    private const string Help = """
        .why [JOB]   why a job gives no rows; the last one unless named
        .help        this list
        .quit        leaves, as QUIT; does

        SHOW JOBS;  STOP JOB 'job-1';  SET;  EXPLAIN query;  EXPLAIN WATERMARK, STATE query;
        An INSERT runs in the background; SET 'table.dml-sync' = 'true'; waits for it instead.
        """;

    /// <summary>Whether a person types, who can go on while a job runs.</summary>
    private bool Talks => terminal is { IsInteractive: true, InputIsPiped: false };

    public async Task<int> RunAsync()
    {
        runner.Background = Talks ? new BackgroundJobs(terminal) : null;
        if (terminal.IsInteractive)
        {
            await terminal.Messages.WriteLineAsync(Banner);
        }

        string pending = "";
        int code = ExitCode.Done;
        while (await ReadLineAsync(pending.Length == 0 ? "sql> " : "...> ") is { } line)
        {
            if (pending.Length == 0 && line.StartsWith('.'))
            {
                if (line.Trim() is ".quit" or ".exit")
                {
                    if (await MayLeaveAsync())
                    {
                        return await LeaveAsync(code);
                    }
                }
                else
                {
                    code = await CommandAsync(line.Trim(), code);
                }

                continue;
            }

            pending += line + "\n";
            if (pending.Trim().Length == 0)
            {
                pending = "";
            }
            else if (SqlParser.IsComplete(pending))
            {
                string statement = pending;
                pending = "";
                if (!IsQuit(statement))
                {
                    code = await RunAsync(statement, code);
                }
                else if (await MayLeaveAsync())
                {
                    return await LeaveAsync(code);
                }
            }
        }

        return await LeaveAsync(pending.Trim().Length == 0 ? code : await RunAsync(pending, code));
    }

    private async Task<string?> ReadLineAsync(string prompt)
    {
        if (runner.Background is { } background)
        {
            await background.ReportAsync();
        }

        if (terminal.IsInteractive)
        {
            await terminal.Messages.WriteAsync(prompt);
        }

        return await terminal.Input.ReadLineAsync();
    }

    private async Task<int> RunAsync(string sql, int before)
    {
        int code = await runner.RunScriptAsync(sql);
        bool stopped = code == ExitCode.Interrupted && terminal.IsInteractive && interruption.Requested;
        return code == ExitCode.Done || stopped ? before : code;
    }

    /// <summary>A line that begins with a point is for the prompt; it never reaches the parser.</summary>
    private async Task<int> CommandAsync(string line, int before)
    {
        string[] words = line.TrimEnd(';').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case ".why" when words.Length <= 2:
                string job = words.Length == 1 ? "" : $" FOR '{words[1].Trim('\'').Replace("'", "''", StringComparison.Ordinal)}'";
                return await RunAsync($"WHY NO OUTPUT{job};", before);
            case ".help":
                await terminal.Messages.WriteLineAsync(Help);
                return before;
            default:
                await terminal.Messages.WriteLineAsync($"there is no command {words[0]}; .help lists them");
                return ExitCode.Failed;
        }
    }

    /// <summary>With jobs running a person is asked, since leaving stops them.</summary>
    private async Task<bool> MayLeaveAsync()
    {
        if (runner.Background?.Running is not { Count: > 0 } running)
        {
            return true;
        }

        foreach (RunningJob job in running)
        {
            await terminal.Messages.WriteLineAsync($"{job.Id} is running: {job.Name}");
        }

        await terminal.Messages.WriteAsync($"leaving stops {(running.Count == 1 ? "it" : "them")}. Leave? [y/N] ");
        string? answer = await terminal.Input.ReadLineAsync();
        return answer is null || answer.Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<int> LeaveAsync(int code)
    {
        if (runner.Background is { } background)
        {
            await background.StopAsync();
        }

        return code;
    }

    private static bool IsQuit(string statement) =>
        statement.Trim().TrimEnd(';').Trim().ToUpperInvariant() is "QUIT" or "EXIT";
}
