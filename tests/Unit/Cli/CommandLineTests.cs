using FlinkSql.Cli;
using FlinkSql.Cli.Output;
using FlinkSql.Columnar;
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
    public async Task The_setting_decides_how_results_print_and_the_format_is_stronger()
    {
        const string Query = "SELECT x, COUNT(*) AS n FROM (VALUES (1), (2), (1)) t(x) GROUP BY x";
        const string Rows = "   x      n\n INT BIGINT\n   1      2\n   2      1\n";
        (_, string table, _) = await Run("-e", $"SET 'sql-client.execution.result-mode' = 'table'; {Query};");
        Assert.Equal(Rows, table);
        (_, string format, _) = await Run("-e", Query, "--format", "table");
        Assert.Equal(Rows, format);
        (_, string csv, _) = await Run(
            "-e", $"SET 'sql-client.execution.result-mode' = 'table'; {Query};", "--format", "csv");
        Assert.Equal("op,x,n\n+I,1,1\n+I,2,1\n-U,1,1\n+U,1,2\n", csv);
        (_, string changes, _) = await Run(
            "-e", "SET 'sql-client.execution.result-mode' = 'changelog'; SELECT x FROM (VALUES (1)) t(x);");
        Assert.Equal(" op   x\n    INT\n +I   1\n", changes);
    }

    [Fact]
    public async Task A_table_of_rows_that_are_only_added_prints_them_as_they_come()
    {
        (_, string output, _) = await Run("-e", "SELECT x FROM (VALUES (2), (1)) t(x)", "--format", "table");
        Assert.Equal("   x\n INT\n   2\n   1\n", output);
    }

    [Fact]
    public async Task Snapshots_follow_each_other_with_a_line_between()
    {
        const string Query =
            "SET 'table.exec.batch-size' = '1'; "
            + "SELECT COUNT(*) AS n FROM (VALUES (1), (1)) t(x) EMIT ON UPDATE MODE COMPLETE;";
        (_, string output, _) = await Run("-e", Query);
        Assert.EndsWith("---\n      n\n BIGINT\n      2\n", output, StringComparison.Ordinal);
        Assert.StartsWith("      n\n BIGINT\n      1\n---\n", output, StringComparison.Ordinal);
        (_, string csv, _) = await Run("-e", Query, "--format", "csv");
        Assert.EndsWith("\n\nn\n2\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_draws_each_snapshot_over_the_last()
    {
        using var output = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null, true) { Height = 6 };
        Schema schema = TypeText.ParseSchema("a INT");
        var writer = new SnapshotWriter(
            terminal, text => new TableauWriter(text, schema, false, TimeZoneInfo.Utc), "---", inPlace: true);
        Draw(writer, schema, "+I 1");
        Draw(writer, schema, "+I 1\n+I 2\n+I 3");
        writer.End();
        Assert.Equal(
            "   a\n INT\n   1\n"
            + "\r\x1b[3A\x1b[J" + "   a\n INT\n   1\n ... 2 more rows\n"
            + "\r\x1b[4A\x1b[J" + "   a\n INT\n   1\n   2\n   3\n",
            output.ToString());
    }

    private static void Draw(SnapshotWriter writer, Schema schema, string rows)
    {
        using RecordBatch batch = BatchText.Parse(schema, rows);
        using RecordBatch end = new BatchBuilder(schema, BufferPool.Shared).Build();
        writer.Write(batch);
        writer.Write(end);
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
