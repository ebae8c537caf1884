using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation;
using Xunit;

namespace FlinkSql.Tests.Connectors.FileSystem;

/// <summary>Files inside a job that runs: what a success and a failure leave.</summary>
public sealed class FileJobTests
{
    [Fact]
    public void A_job_that_succeeds_leaves_its_files()
    {
        using var folder = new TempFolder();
        folder.Write("in/a.csv", "1\n2\n");
        folder.Write("in/b.csv", "3\n");
        Assert.Equal(JobState.Finished, Run(folder).State);
        Assert.Equal(["in/a.csv", "in/b.csv", "out/part-0-0.csv", "out/part-1-0.csv"], folder.Files());
        Assert.Equal("1\n2\n", File.ReadAllText(folder["out/part-0-0.csv"]));
    }

    [Fact]
    public void A_job_that_fails_leaves_none_even_of_tasks_that_had_finished()
    {
        using var folder = new TempFolder();
        folder.Write("in/a.csv", "1\n");
        folder.Write("in/b.csv", string.Concat(Enumerable.Repeat("3\n", 5_000)) + "oops\n");
        JobMaster job = Run(folder);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("line 5001", job.Completion.Exception!.ToString());
        Assert.Equal(["in/a.csv", "in/b.csv"], folder.Files());
        Assert.False(Directory.Exists(folder["out"]));
    }

    private static JobMaster Run(TempFolder folder)
    {
        using var runtime = new SimulatedRuntime(1);
        ConnectorRun from = new("filesystem", "a INT", ("path", folder["in"]), ("format", "csv"));
        ConnectorRun to = new("filesystem", "a INT", ("path", folder["out"]), ("format", "csv"));
        ISource source = from.Connector.CreateSource(from.Table, [0]);
        ISink sink = to.Connector.CreateSink(to.Table);
        var builder = new JobBuilder();
        builder.Vertex("copy", 2, () => new SourceOperator(source), () => new SinkOperator(sink));
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 2)));
        JobMaster job = manager.Submit(builder.Build());
        runtime.Run();
        return job;
    }
}
