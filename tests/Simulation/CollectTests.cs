using FlinkSql.Columnar;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class CollectTests
{
    [Fact]
    public void A_full_sink_holds_the_job_until_batches_are_taken()
    {
        using var runtime = new SimulatedRuntime(1);
        var sink = new CollectSink(capacity: 2);
        JobMaster job = Submit(runtime, sink, () => new SourceOperator(Sim.Count(10)));
        runtime.Run();
        Assert.Equal(JobState.Running, job.State);
        var rows = new List<string>();
        while (sink.TryTake(out RecordBatch? batch))
        {
            rows.Add(BatchText.Print(batch));
            batch.Dispose();
            runtime.Run();
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"+I {n}"), rows);
        Assert.Equal(JobState.Finished, job.State);
    }

    [Fact]
    public async Task Batches_are_read_as_they_come_on_threads()
    {
        using var runtime = new ThreadedRuntime(2);
        var sink = new CollectSink(capacity: 3);
        JobMaster job = Submit(runtime, sink, () => new SourceOperator(Sim.Count(500)));
        int rows = 0;
        await foreach (RecordBatch batch in sink.ReadAllAsync(job))
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        Assert.Equal(500, rows);
        Assert.Equal(JobState.Finished, job.State);
    }

    [Fact]
    public async Task A_reader_who_leaves_ends_the_job()
    {
        using var runtime = new ThreadedRuntime(2);
        var sink = new CollectSink(capacity: 3);
        JobMaster job = Submit(runtime, sink, () => new SourceOperator(Sim.Forever()));
        await foreach (RecordBatch batch in sink.ReadAllAsync(job))
        {
            batch.Dispose();
            break;
        }

        Assert.Equal(JobState.Cancelled, await job.Completion.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_failure_reaches_the_reader()
    {
        using var runtime = new ThreadedRuntime(2);
        var sink = new CollectSink();
        JobMaster job = Submit(
            runtime,
            sink,
            () => new SourceOperator(Sim.Count(5)),
            () => new PassOperator { End = () => throw new InvalidOperationException("on purpose") });
        await Assert.ThrowsAsync<JobFailedException>(async () =>
        {
            await foreach (RecordBatch batch in sink.ReadAllAsync(job))
            {
                batch.Dispose();
            }
        });
    }

    private static JobMaster Submit(IRuntime runtime, CollectSink sink, params Func<Operator>[] operators)
    {
        var job = new JobBuilder();
        job.Vertex("chain", 1, [.. operators, () => new CollectOperator(sink)]);
        return Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 1 }));
    }
}
