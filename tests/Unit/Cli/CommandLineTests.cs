using FlinkSql.Cli;
using FlinkSql.Tests.Architecture;
using Xunit;

namespace FlinkSql.Tests.Unit.Cli;

/// <summary>The command as a person uses it: arguments in, text and exit code out.</summary>
public class CommandLineTests
{
    [Fact]
    public async Task The_main_job_of_the_readme_ends_with_the_line_that_the_readme_shows()
    {
        string sql = File.ReadAllText(RepositoryRoot.File("examples", "flights.sql"))
            .Replace("examples/data", RepositoryRoot.File("examples", "data"), StringComparison.Ordinal);
        (int code, string output, string messages) = await Run("-e", sql);
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(" window_start", output, StringComparison.Ordinal);
        Assert.Contains(ReadmeSummary(), messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "x,y\n1,a\n2,\n")]
    [InlineData("json", "{\"x\":1,\"y\":\"a\"}\n{\"x\":2,\"y\":null}\n")]
    [InlineData("tableau", "   x y\n INT STRING\n   1 a\n   2 <NULL>\n")]
    [InlineData("changelog", " op   x y\n    INT STRING\n +I   1 a\n +I   2 <NULL>\n")]
    public async Task Results_print_in_the_format_asked_for(string format, string expected)
    {
        (int code, string output, _) = await Run(
            "-e", "SELECT x, CAST(y AS STRING) AS y FROM (VALUES (1, 'a'), (2, NULL)) t(x, y)", "--format", format);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(expected, output);
    }

    [Fact]
    public async Task A_session_may_choose_the_format()
    {
        const string Sql = "SET 'sql-client.execution.result-mode' = 'changelog'; SELECT 1 AS x";
        (_, string chosen, _) = await Run("-e", Sql);
        Assert.StartsWith(" op ", chosen, StringComparison.Ordinal);
        (_, string told, _) = await Run("-e", Sql, "--format", "csv");
        Assert.Equal("x\n1\n", told);
    }

    [Fact]
    public async Task Changes_show_their_kind()
    {
        (_, string output, _) = await Run("-e", "SELECT x, COUNT(*) AS n FROM (VALUES (1), (1)) t(x) GROUP BY x");
        Assert.Equal(" op   x      n\n    INT BIGINT\n +I   1      1\n -U   1      1\n +U   1      2\n", output);
    }

    [Fact]
    public async Task A_wrong_statement_fails_with_its_place()
    {
        (int code, string output, string messages) = await Run("-e", "SELECT symbol FORM trades");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("", output);
        Assert.Contains(ReadmeError(), messages.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_runs_when_a_later_statement_is_no_statement()
    {
        (int code, string output, _) = await Run("-e", "SELECT 1; SELEC 2;");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("", output);
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("run")]
    [InlineData("-e", "SELECT 1", "--format", "xml")]
    public async Task Wrong_arguments_have_an_exit_code_of_their_own(params string[] args)
    {
        (int code, _, string messages) = await Run(args);
        Assert.Equal(ExitCode.WrongArguments, code);
        Assert.Contains("exit codes", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        (int code, _, string messages) = await Run("run", "nowhere.sql");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("nowhere.sql", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_in_a_pipe_runs_statements_as_they_complete()
    {
        (int code, string output, _) = await RunPrompt("SELECT 1\n  AS one;\nSELECT nope;\nSHOW CURRENT DATABASE;\nQUIT;\n");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("one", output, StringComparison.Ordinal);
        Assert.Contains("default_database", output, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Messages)> RunPrompt(string input) => Run(input, []);

    private static Task<(int Code, string Output, string Messages)> Run(params string[] args) => Run("", args);

    private static async Task<(int Code, string Output, string Messages)> Run(string input, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(new StringReader(input), output, messages, IsInteractive: false);
        int code = await CommandLine.RunAsync(args, terminal);
        return (code, output.ToString(), messages.ToString());
    }

    private static string Readme() => File.ReadAllText(RepositoryRoot.File("README.md")).ReplaceLineEndings("\n");

    private static string ReadmeSummary() =>
        Readme().Split('\n').Single(line => line.EndsWith(" late", StringComparison.Ordinal));

    private static string ReadmeError()
    {
        string readme = Readme();
        int start = readme.IndexOf("error FLS1001", StringComparison.Ordinal);
        return readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)];
    }
}
