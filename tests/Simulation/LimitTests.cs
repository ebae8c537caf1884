using FlinkSql.Columnar;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class LimitTests
{
    [Fact]
    public void Limit_ends_endless_sources()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new SeededRandom(seed, "limit");
            using var runtime = new SimulatedRuntime(seed) { MaxSteps = 100_000 };
            var rows = new Probe();
            var sink = new RecordingSink(rows);
            var job = new JobBuilder();
            int limit = random.Next(30);
            int from = job.Vertex("source", 2, () => new SourceOperator(Sim.Forever(2)));
            int middle = job.Vertex("middle", 3, () => new PassOperator(), () => new PassOperator());
            int last = job.Vertex("limit", 1, () => new LimitOperator(limit), () => new SinkOperator(sink));
            job.Edge(from, middle, Partitioning.Hash, [0]).Edge(middle, last, Partitioning.Global);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 20),
                ChannelCredits = random.Next(1, 4),
            }));
            runtime.Run();
            Assert.True(master.State == JobState.Finished, $"seed {seed}: {master.State} {master.Completion.Exception}");
            Assert.True(rows.Rows.Count == limit, $"seed {seed}: {rows.Rows.Count} of {limit}");
            Assert.Equal((1, 1), (sink.Finished, sink.Commits));
        }
    }

    [Fact]
    public void A_source_goes_on_while_somebody_else_needs_its_rows()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            using var runtime = new SimulatedRuntime(seed);
            var all = new Probe();
            var few = new Probe();
            var job = new JobBuilder();
            int from = job.Vertex("source", 1, () => new SourceOperator(Sim.Count(100)));
            int limited = job.Vertex("limit", 1, () => new LimitOperator(3), few.Operator());
            int rest = job.Vertex("all", 2, all.Operator());
            job.Edge(from, limited).Edge(from, rest, Partitioning.Hash, [0]);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 4, ChannelCredits = 1 }));
            runtime.Run();
            Assert.Equal(JobState.Finished, master.State);
            Assert.Equal(["+I 1", "+I 2", "+I 3"], few.Rows);
            Assert.True(Sim.Rows(100).SequenceEqual(all.Rows), $"seed {seed}");
        }
    }

    [Fact]
    public void Neither_does_a_chain_stop_while_one_of_its_branches_needs_rows()
    {
        using var runtime = new SimulatedRuntime(1);
        var all = new Probe();
        var few = new Probe();
        var job = new JobBuilder();
        job.Vertex("fan", 1,
        [
            new CompiledOperator("source", () => new SourceOperator(Sim.Count(50)), [1]),
            new CompiledOperator("fan", () => new PassOperator(), [2, 4]),
            new CompiledOperator("limit", () => new LimitOperator(3), [3]),
            new CompiledOperator("few", few.Operator(), []),
            new CompiledOperator("all", all.Operator(), []),
        ]);
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 4 }));
        runtime.Run();
        Assert.Equal(Sim.Rows(3), few.Rows);
        Assert.Equal(Sim.Rows(50), all.Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Limit_and_offset_do_not_depend_on_batches(int batchSize)
    {
        using var runtime = new SimulatedRuntime(1);
        var rows = new Probe();
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1, () => new SourceOperator(Sim.Count(20)), () => new LimitOperator(4, 5), rows.Operator());
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = batchSize }));
        runtime.Run();
        Assert.Equal(["+I 6", "+I 7", "+I 8", "+I 9", "W max", "end"], rows.Of(0));
    }

    [Fact]
    public void A_row_taken_back_is_refused()
    {
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        RecordBatch batch = BatchText.Parse(Sim.Numbers, "+I 1\n-D 1");
        job.Vertex(
            "chain", 1, () => new SourceOperator(BatchSource.Of(Sim.Numbers, batch)), () => new LimitOperator(4));
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(JobState.Failed, master.State);
    }
}
