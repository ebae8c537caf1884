using FlinkSql.Cli;
using FlinkSql.Engine;
using Xunit;

namespace FlinkSql.Tests.Unit.Cli;

/// <summary>The prompt as a person at a terminal meets it.</summary>
public class PromptTests
{
    private const string Tables = """
        CREATE TABLE endless (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
        CREATE TABLE few (n INT) WITH ('connector' = 'datagen', 'number-of-rows' = '3');
        CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');

        """;

    [Fact]
    public async Task An_insert_runs_in_the_background_and_its_end_is_told_before_the_next_line()
    {
        string messages = await Talk("INSERT INTO nowhere SELECT n FROM few;", End, "SHOW CURRENT DATABASE;");
        Assert.Contains("job-1 runs in the background", messages, StringComparison.Ordinal);
        Assert.Contains("job-1 finished: 3 rows in, 3 rows out, 0 late, ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_background_is_told()
    {
        string messages = await Talk("INSERT INTO nowhere SELECT CAST('x' || CAST(n AS STRING) AS INT) FROM few;", End, "");
        Assert.Contains("job-1 failed: error ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_dml_sync_an_insert_is_waited_for()
    {
        string messages = await Talk("SET 'table.dml-sync' = 'true';", "INSERT INTO nowhere SELECT n FROM few;");
        Assert.DoesNotContain("background", messages, StringComparison.Ordinal);
        Assert.Contains("3 rows in, 3 rows out, 0 late, ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_are_listed_and_stopped_by_id()
    {
        string messages = await Talk(
            "INSERT INTO nowhere SELECT n FROM endless;", "SHOW JOBS;", "STOP JOB 'job-7';", "STOP JOB 'job-1' WITH SAVEPOINT;",
            "STOP JOB 'job-1';", "STOP JOB 'job-1';", ".why job-1", "DESCRIBE JOB 'job-1';");
        Assert.Contains("job-1  insert-into_default_catalog.default_database.nowhere", messages, StringComparison.Ordinal);
        Assert.Contains("FLS4003: there is no job \"job-7\"", messages, StringComparison.Ordinal);
        Assert.Contains("FLS4403: where to? Give a path", messages, StringComparison.Ordinal);
        Assert.Contains("; stopped after ", messages, StringComparison.Ordinal);
        Assert.Contains("job-1 had ended already: CANCELLED", messages, StringComparison.Ordinal);
        Assert.Contains("job-1: the job was stopped", messages, StringComparison.Ordinal);
        Assert.Contains("CANCELLED", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_asks_when_jobs_run_and_stops_them()
    {
        string messages = await Talk(
            "INSERT INTO nowhere SELECT n FROM endless;", "QUIT;", "n", ".help", "QUIT;", "y", "SELECT not_reached;");
        Assert.Equal(3, messages.Split("leaving stops it. Leave? [y/N]").Length);
        Assert.Contains(".why [JOB]", messages, StringComparison.Ordinal);
        Assert.Contains("job-1 stopped: ", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("not_reached", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_input_says_what_it_stops()
    {
        string messages = await Talk("INSERT INTO nowhere SELECT n FROM endless;");
        Assert.Contains("job-1 stopped: ", messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_no_sql()
    {
        Assert.Contains("there is no command .wy; .help lists them", await Talk(".wy"), StringComparison.Ordinal);
    }

    // A line of the conversation that waits until the last job has ended.
    private const string End = "\0";

    private static async Task<string> Talk(params string[] lines)
    {
        using var engine = new FlinkSqlEngine();
        Session session = engine.OpenSession();
        using var output = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        using var interruption = new Interruption();
        var terminal = new Terminal(
            new Conversation([.. Tables.Split('\n'), .. lines], session), output, TextWriter.Synchronized(messages), IsInteractive: true);
        var runner = new StatementRunner(session, terminal, ResultFormat.Tableau, interruption);
        await new Prompt(runner, terminal, interruption).RunAsync();
        return output.ToString() + messages;
    }

    private sealed class Conversation(IEnumerable<string> lines, Session session) : TextReader
    {
        private readonly Queue<string> _lines = new(lines);

        public override async Task<string?> ReadLineAsync()
        {
            if (!_lines.TryDequeue(out string? line))
            {
                return null;
            }

            if (line != End)
            {
                return line;
            }

            await Task.WhenAny(session.Jobs.Last!.Completion());
            return "";
        }
    }
}
