using FlinkSql.Parser;

namespace FlinkSql.Cli;

/// <summary>A plain prompt: reads lines until a statement is complete, runs it, and goes on after errors.</summary>
internal sealed class Prompt(StatementRunner runner, Terminal terminal, Interruption interruption)
{
    private const string Banner = "flinksql  |  in-memory session  |  ; ends a statement, Ctrl-C stops a query, QUIT; leaves";

    public async Task<int> RunAsync()
    {
        bool talks = terminal.IsInteractive;
        if (talks)
        {
            await terminal.Messages.WriteLineAsync(Banner);
        }

        string pending = "";
        int code = ExitCode.Done;
        while (true)
        {
            if (talks)
            {
                await terminal.Messages.WriteAsync(pending.Length == 0 ? "sql> " : "...> ");
            }

            string? line = await terminal.Input.ReadLineAsync();
            if (line is null)
            {
                return pending.Trim().Length == 0 ? code : await RunAsync(pending, code);
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
                if (IsQuit(statement))
                {
                    return code;
                }

                code = await RunAsync(statement, code);
            }
        }
    }

    private async Task<int> RunAsync(string sql, int before)
    {
        int code = await runner.RunScriptAsync(sql);
        bool stopped = code == ExitCode.Interrupted && terminal.IsInteractive && interruption.Requested;
        return code == ExitCode.Done || stopped ? before : code;
    }

    private static bool IsQuit(string statement) =>
        statement.Trim().TrimEnd(';').Trim().ToUpperInvariant() is "QUIT" or "EXIT";
}
