using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class BackpressureTests
{
    [Fact]
    public void A_slow_consumer_bounds_what_its_producer_reads_ahead()
    {
        using var runtime = new SimulatedRuntime(1);
        var source = new ScriptedSource(Sim.Numbers, [ScriptedSource.Forever]);
        int taken = 0;
        int furthest = 0;
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(source));
        int to = job.Vertex(
            "slow",
            1,
            () => new PassOperator { BeforeBatch = (_, _) => furthest = Math.Max(furthest, source.Reads - ++taken) },
            () => new SlowOperator(TimeSpan.FromMilliseconds(100)));
        job.Edge(from, to);
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 10, ChannelCredits = 3 }));
        runtime.RunFor(TimeSpan.FromSeconds(20));
        Assert.InRange(taken, 190, 201);
        Assert.InRange(furthest, 1, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_credit_and_overdrafts_never_lock_up(int credits)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            using var runtime = new SimulatedRuntime(seed) { MaxSteps = 200_000 };
            var random = new SeededRandom(seed, "job");
            var rows = new Probe();
            var job = new JobBuilder();
            int from = job.Vertex("source", random.Next(1, 4), () => new SourceOperator(Sim.Count(60, 3)));
            int left = job.Vertex("left", random.Next(1, 4), () => new RepeatOperator(3));
            int right = job.Vertex("right", random.Next(1, 4), () => new RepeatOperator(2));
            int to = job.Vertex("join", random.Next(1, 4), rows.Operator());
            job.Edge(from, left, Partitioning.Hash, [0])
                .Edge(from, right, Partitioning.Rebalance)
                .Edge(left, to, Partitioning.Hash, [0])
                .Edge(right, to, Partitioning.Hash, [0], input: 1);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 9),
                ChannelCredits = credits,
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(3) - 1),
            }));
            runtime.Run();
            Assert.True(master.State == JobState.Finished, $"seed {seed}: {master.State} {master.Completion.Exception}");
            Assert.True(rows.Rows.Count == 60 * 5, $"seed {seed}: {rows.Rows.Count} rows");
        }
    }

    [Fact]
    public void A_full_pool_slows_the_source_down_and_does_not_stop_it()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            using var runtime = new SimulatedRuntime(seed);
            var rows = new Probe();
            var job = new JobBuilder();
            int from = job.Vertex("source", 1, () => new SourceOperator(Sim.Count(200)));
            int to = job.Vertex("check", 2, rows.Operator());
            job.Edge(from, to, Partitioning.Hash, [0]);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 5, SlotMemory = 1 }));
            runtime.Run();
            Assert.Equal(JobState.Finished, master.State);
            Assert.True(Sim.Rows(200).SequenceEqual(rows.Rows), $"seed {seed}");
        }
    }

    [Fact]
    public void What_waited_too_long_for_credit_leaves_with_the_first_credit()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex(
            "source", 1,
            () => new SourceOperator(new ScriptedSource(Sim.Numbers, [new object?[] { 1L }, TimeSpan.FromSeconds(100)])),
            () => new RepeatOperator(5));
        int to = job.Vertex("slow", 2, seen.Operator(), () => new SlowOperator(TimeSpan.FromSeconds(5)));
        job.Edge(from, to, Partitioning.Hash, [0]);
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 2, ChannelCredits = 1 }));
        runtime.RunFor(TimeSpan.FromSeconds(50));
        Assert.Equal(5, seen.Rows.Count);
    }

    [Fact]
    public void A_full_pool_keeps_one_batch_under_way()
    {
        using var runtime = new SimulatedRuntime(1);
        var source = new ScriptedSource(Sim.Numbers, [ScriptedSource.Forever]);
        int taken = 0;
        int furthest = 0;
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(source));
        int to = job.Vertex("hoard", 1, () => new PassOperator
        {
            BeforeOpen = context => context.Memory.Charge(1_000_000),
            BeforeBatch = (_, _) => furthest = Math.Max(furthest, source.Reads - ++taken),
        });
        job.Edge(from, to);
        Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 10, SlotMemory = 1_000_000 }));
        Assert.True(runtime.Run(() => taken == 100));
        Assert.Equal(0, furthest);
    }

    [Fact]
    public void A_failed_job_does_not_weigh_on_its_task_manager()
    {
        var tasks = new TaskManager("tm", 2);
        using var runtime = new SimulatedRuntime(1);
        var job = new JobBuilder();
        int from = job.Vertex("source", 2, () => new SourceOperator(Sim.Forever(2)));
        int to = job.Vertex("hoard", 1, () => new PassOperator
        {
            BeforeOpen = context => context.Memory.Charge(1_000_000),
            BeforeBatch = (_, _) => throw new InvalidOperationException("on purpose"),
        });
        job.Edge(from, to, Partitioning.Global);
        JobMaster master = new JobManager(runtime, new SlotPool(tasks)).Submit(job.Build());
        runtime.Run();
        Assert.Equal(JobState.Failed, master.State);
        Assert.Equal(0, tasks.Memory.Rented);
    }

    [Fact]
    public void All_memory_is_given_back()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var tasks = new TaskManager("tm", 4);
            using var runtime = new SimulatedRuntime(seed);
            var job = new JobBuilder();
            int from = job.Vertex("source", 2, () => new SourceOperator(seed % 2 == 0 ? Sim.Count(500, 2) : Sim.Forever(2)));
            var pools = new List<BufferPool>();
            int to = job.Vertex("check", 3, () => new PassOperator { BeforeOpen = context => pools.Add(context.Memory) });
            job.Edge(from, to, Partitioning.Hash, [0]);
            JobMaster master = new JobManager(runtime, new SlotPool(tasks))
                .Submit(job.Build(new JobSettings { BatchSize = 16 }));
            runtime.Run(() => runtime.Steps == 40);
            BufferPool[] slotPools = [.. pools];
            master.Cancel();
            runtime.Run();
            Assert.True(Array.TrueForAll(slotPools, pool => pool.Rented == 0), $"seed {seed}: {master.State}");
            Assert.True(tasks.Memory.Rented == 0, $"seed {seed}: {tasks.Memory.Rented} bytes of {master.State}");
        }
    }
}
