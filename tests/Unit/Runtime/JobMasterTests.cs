using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation;
using Xunit;

namespace FlinkSql.Tests.Unit.Runtime;

public sealed class JobMasterTests
{
    private static readonly Schema Numbers = new([new Field("n", DataTypes.BigInt)]);

    [Fact]
    public void A_job_of_one_chain_runs_on_the_simulated_runtime()
    {
        using var runtime = new SimulatedRuntime(1);
        (JobMaster job, Probe rows, RecordingSink sink) = Submit(runtime);
        runtime.Run();
        Assert.Equal(JobState.Finished, job.State);
        Assert.Equal(["+I 1", "+I 2", "+I 3"], rows.Rows);
        Assert.Equal((1, 1, 1), (sink.Commits, sink.Finished, sink.Disposed));
        Assert.Equal(3, job.Metrics()[0].RowsOut);
        Assert.Equal(3, job.Metrics()[1].RowsIn);
    }

    [Fact]
    public async Task A_job_of_one_chain_runs_on_threads()
    {
        using var runtime = new ThreadedRuntime();
        (JobMaster job, Probe rows, RecordingSink sink) = Submit(runtime);
        Assert.Equal(JobState.Finished, await job.Completion);
        Assert.Equal(["+I 1", "+I 2", "+I 3"], rows.Rows);
        Assert.Equal((1, 1, 1), (sink.Commits, sink.Finished, sink.Disposed));
    }

    private static (JobMaster Job, Probe Rows, RecordingSink Sink) Submit(IRuntime runtime)
    {
        var rows = new Probe();
        var sink = new RecordingSink(rows);
        var builder = new JobBuilder();
        builder.Vertex(
            "chain", 1,
            () => new SourceOperator(ValuesSource.Of(Numbers, [1L], [2L], [3L])),
            () => new SinkOperator(sink));
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 1)));
        return (manager.Submit(builder.Build()), rows, sink);
    }
}
