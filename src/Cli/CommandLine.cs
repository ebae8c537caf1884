using System.Net.Sockets;
using FlinkSql.Cli.Control;
using FlinkSql.Engine;

namespace FlinkSql.Cli;

/// <summary>Does what the arguments ask for.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(
        string[] args, Terminal terminal, EngineOptions? options = null, IControlChannel? channel = null)
    {
        Arguments? arguments = Arguments.Parse(args, out string error);
        if (arguments is null)
        {
            await terminal.Messages.WriteLineAsync($"flinksql: {error}\n\n{Arguments.Usage}");
            return ExitCode.WrongArguments;
        }

        switch (arguments.Command)
        {
            case Command.Help:
                await terminal.Output.WriteLineAsync(Arguments.Usage);
                await terminal.Output.FlushAsync();
                return ExitCode.Done;
            case Command.Version:
                await terminal.Output.WriteLineAsync(
                    $"flinksql {typeof(FlinkSqlEngine).Assembly.GetName().Version?.ToString(3)}");
                await terminal.Output.FlushAsync();
                return ExitCode.Done;
            case Command.Jobs when channel is not null:
                return await new RemoteCommands(channel, terminal).JobsAsync();
            case Command.Control when channel is not null:
                return await new RemoteCommands(channel, terminal).AskAsync(arguments.Request!);
            case Command.Jobs or Command.Control:
                await terminal.Messages.WriteLineAsync("flinksql: jobs of other processes cannot be reached here");
                return ExitCode.Failed;
        }

        using var engine = new FlinkSqlEngine(options);

        // While a person types, or where nothing was compiled yet; with queries in the cache it would only take time.
        if (arguments.Command == Command.Prompt || !engine.HasCompiledBefore)
        {
            engine.WarmUp();
        }

        using var interruption = new Interruption();
        Session session = engine.OpenSession();
        var control = new SessionControl(session);
        var runner = new StatementRunner(session, terminal, arguments.Format, interruption) { Control = control };
        switch (arguments.Command)
        {
            case Command.Run:
                if (ReadFile(arguments.Text, terminal) is not { } script)
                {
                    return ExitCode.Failed;
                }

                if (arguments.From is { } from)
                {
                    session.ContinueFrom(from);
                }

                using (Listen(channel, control, terminal))
                {
                    int code = await runner.RunScriptAsync(script);
                    await control.SettleAsync();
                    return code;
                }

            case Command.Execute:
                return await runner.RunScriptAsync(arguments.Text);
            case Command.Explain:
                string? sql = arguments.Text.EndsWith(".sql", StringComparison.Ordinal)
                    ? ReadFile(arguments.Text, terminal)
                    : arguments.Text;
                return sql is null ? ExitCode.Failed : await runner.ExplainScriptAsync(sql);
            default:
                using (Listen(channel, control, terminal))
                {
                    return await new Prompt(runner, terminal, interruption).RunAsync();
                }
        }
    }

    /// <summary>Lets other commands reach the jobs; where that cannot be, they run all the same.</summary>
    private static IDisposable? Listen(IControlChannel? channel, SessionControl control, Terminal terminal)
    {
        try
        {
            return channel?.Listen(control.AnswerAsync);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException or ArgumentException)
        {
            terminal.Messages.WriteLine($"flinksql savepoint and flinksql stop cannot reach this process: {failure.Message}");
            return null;
        }
    }

    private static string? ReadFile(string path, Terminal terminal)
    {
        try
        {
            return path == "-" ? terminal.Input.ReadToEnd() : File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            terminal.Messages.WriteLine($"flinksql: {failure.Message}");
            return null;
        }
    }
}
