using FlinkSql.Engine;

namespace FlinkSql.Cli;

/// <summary>Does what the arguments ask for.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal, EngineOptions? options = null)
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
        }

        using var engine = new FlinkSqlEngine(options);

        // While a person types, or where nothing was compiled yet; with queries in the cache it would only take time.
        if (arguments.Command == Command.Prompt || !engine.HasCompiledBefore)
        {
            engine.WarmUp();
        }

        using var interruption = new Interruption();
        var runner = new StatementRunner(engine.OpenSession(), terminal, arguments.Format, interruption);
        switch (arguments.Command)
        {
            case Command.Run:
                return ReadFile(arguments.Text, terminal) is { } script
                    ? await runner.RunScriptAsync(script)
                    : ExitCode.Failed;
            case Command.Execute:
                return await runner.RunScriptAsync(arguments.Text);
            case Command.Explain:
                string? sql = arguments.Text.EndsWith(".sql", StringComparison.Ordinal)
                    ? ReadFile(arguments.Text, terminal)
                    : arguments.Text;
                return sql is null ? ExitCode.Failed : await runner.ExplainScriptAsync(sql);
            default:
                return await new Prompt(runner, terminal, interruption).RunAsync();
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
