using System.Runtime.Versioning;
using FlinkSql.Cli;
using FlinkSql.Cli.Control;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Unit.Cli;

/// <summary>Commands that reach the jobs of another command, through sockets.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ControlTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SocketChannel _channel;

    public ControlTests() => _channel = new SocketChannel(_folder["run"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_running_job_is_listed_saved_and_stopped_and_goes_on_from_where_it_was()
    {
        string script = _folder.Write("job.sql", Script());
        Task<(int Code, string Output, string Messages)> running = Run("run", script);
        (int code, string jobs, _) = await Until("jobs", text => text.Contains("RUNNING", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains($"{Environment.ProcessId}/job-1", jobs, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["run"]));
        (code, string saved, _) = await Run("savepoint", "job-1", _folder["saved"]);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains(_folder["saved"], saved, StringComparison.Ordinal);
        (code, string stopped, _) = await Run("stop", "--savepoint", _folder["stopped"]);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("job-1 has stopped, saved in", stopped, StringComparison.Ordinal);
        (code, _, string messages) = await running;
        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("FLS", messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["never"]), "the rest of the script is not run");
        (code, _, messages) = await Run("run", _folder.Write("job.sql", Script()), "--from", _folder["stopped"], "--format", "csv");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("continues from savepoint", messages, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, 3000).Select(id => $"{id}").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(_folder["out"], "part-*").SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_job_to_reach_the_answer_says_so()
    {
        (int code, _, string messages) = await Run("stop", "job-1");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("no flinksql of this user runs a job", messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("savepoint", null, null)]
    [InlineData("savepoint job-1", "job-1", null)]
    [InlineData("savepoint 12/job-1", "12/job-1", null)]
    [InlineData("savepoint /a/b", null, "/a/b")]
    [InlineData("savepoint counts /a/b", "counts", "/a/b")]
    [InlineData("stop counts --savepoint /a/b", "counts", "/a/b")]
    public void A_job_and_a_path_are_told_apart(string line, string? job, string? path)
    {
        Arguments arguments = Arguments.Parse(line.Split(' '), out _)!;
        Assert.Equal((job, path), (arguments.Request!.Job, arguments.Request.Path));
    }

    [Theory]
    [InlineData("run --from latest")]
    [InlineData("run a.sql --from")]
    [InlineData("explain a.sql x")]
    [InlineData("jobs now")]
    [InlineData("savepoint a b c")]
    public void Wrong_arguments_are_refused(string line)
    {
        Assert.Null(Arguments.Parse(line.Split(' '), out string error));
        Assert.NotEqual("", error);
    }

    private string Script() => $"""
        SET 'execution.checkpointing.dir' = '{_folder["checkpoints"]}';
        SET 'execution.checkpointing.interval' = '20 ms';
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '0', 'fields.id.end' = '2999');
        CREATE TABLE copies (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '{_folder["out"]}', 'format' = 'csv');
        CREATE TABLE others (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '{_folder["never"]}', 'format' = 'csv');
        INSERT INTO copies SELECT id FROM numbers;
        {(File.Exists(_folder["stopped/manifest"]) ? "" : "INSERT INTO others VALUES (1);")}
        """;

    private async Task<(int Code, string Output, string Messages)> Until(string command, Func<string, bool> there)
    {
        while (true)
        {
            (int Code, string Output, string Messages) result = await Run(command);
            if (there(result.Output))
            {
                return result;
            }

            await Task.Yield();
        }
    }

    private async Task<(int Code, string Output, string Messages)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var messages = new StringWriter();
        int code = await Task.Run(() => CommandLine.RunAsync(
            arguments, new Terminal(TextReader.Null, output, messages, IsInteractive: false), channel: _channel));
        return (code, output.ToString(), messages.ToString());
    }
}
