using FlinkSql.Columnar;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.State;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>Memory of slots: state that outgrows it fails its job and no other; rows under way never do.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void A_job_over_its_budget_fails_alone_and_says_which_operator_it_was()
    {
        using var runtime = new SimulatedRuntime(1);
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 4, 4 << 20)));
        var rows = new Probe();
        var neighbour = new JobBuilder();
        int from = neighbour.Vertex("source", 1, () => new SourceOperator(Sim.Count(2000)));
        neighbour.Edge(from, neighbour.Vertex("check", 1, rows.Operator()));
        JobMaster well = manager.Submit(neighbour.Build(new JobSettings { BatchSize = 10, SlotMemory = 1 << 20 }));

        var hoarding = new JobBuilder();
        from = hoarding.Vertex("source", 1, () => new SourceOperator(Sim.Forever()));
        hoarding.Edge(from, hoarding.Vertex("group by all", 1, () => new HoardOperator()), Partitioning.Hash, [0]);
        JobMaster greedy = manager.Submit(hoarding.Build(new JobSettings { BatchSize = 100, SlotMemory = 1 << 20 }));
        runtime.Run();

        Assert.Equal(JobState.Failed, greedy.State);
        var failure = Assert.IsType<RuntimeException>(greedy.Completion.Exception!.InnerException!.InnerException!);
        Assert.Equal("FLS6110", failure.Code);
        Assert.StartsWith("the state of group by all needs ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("in one slot, which has 1 MiB", failure.Message, StringComparison.Ordinal);
        Assert.Contains("taskmanager.memory.managed.size", failure.Hint, StringComparison.Ordinal);
        Assert.Equal(JobState.Finished, well.State);
        Assert.True(Sim.Rows(2000).SequenceEqual(rows.Rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_slow_sink_bounds_memory(int parallelism)
    {
        using var runtime = new SimulatedRuntime(1);
        var tasks = new TaskManager("tm", parallelism);
        var job = new JobBuilder();
        int from = job.Vertex("source", parallelism, () => new SourceOperator(Sim.Forever(parallelism)));
        int to = job.Vertex("sink", parallelism, () => new SlowOperator(TimeSpan.FromMilliseconds(100)));
        job.Edge(from, to, Partitioning.Hash, [0]);
        var settings = new JobSettings { BatchSize = 64, ChannelCredits = 3 };
        JobMaster master = new JobManager(runtime, new SlotPool(tasks)).Submit(job.Build(settings));
        runtime.RunFor(TimeSpan.FromSeconds(5));
        long peak = tasks.Memory.Peak;
        runtime.RunFor(TimeSpan.FromSeconds(120));
        Assert.Equal(peak, tasks.Memory.Peak);

        // Of every channel: what has credit, what is being filled, and what is being read or taken.
        long batch = 4 * 64 * sizeof(long);
        long channels = parallelism * parallelism;
        Assert.InRange(peak, 1, channels * (settings.ChannelCredits + 4) * batch);
        master.Cancel();
        runtime.Run();
        Assert.Equal(0, tasks.Memory.Rented);
    }

    /// <summary>Keeps every number it sees.</summary>
    private sealed class HoardOperator : Operator
    {
        private KeyedTable<Key, long>? _numbers;

        public override bool SavesState => true;

        public override void Process(int input, RecordBatch batch)
        {
            foreach (long number in batch.Values<long>(0))
            {
                _numbers!.GetOrAdd(new Key(number), out _)++;
            }

            batch.Dispose();
        }

        public override void Close() => _numbers?.Release();

        protected override void OnOpen() => _numbers = new KeyedTable<Key, long>(Context.Memory);
    }

    private readonly record struct Key(long Number) : IStateKey<Key>
    {
        public ulong Hash() => KeyBits.Hash(Number);
    }
}
