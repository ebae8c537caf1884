using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>The jobs of the simulation on real threads, which yield at random.</summary>
public sealed class ThreadedJobTests
{
    [Fact]
    public async Task Rows_are_conserved_on_threads()
    {
        using var runtime = new ThreadedRuntime(4);
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new SeededRandom(seed, "threads");
            var rows = new Probe();
            var sink = new RecordingSink(new Probe());
            var job = new JobBuilder();
            int from = job.Vertex(
                "source", random.Next(1, 4), () => new SourceOperator(Sim.Count(300, 4)), Yielding(seed));
            int middle = job.Vertex("middle", random.Next(1, 4), Yielding(seed + 1), () => new RepeatOperator(2));
            int to = job.Vertex("sink", random.Next(1, 4), rows.Operator(), () => new SinkOperator(sink));
            job.Edge(from, middle, Partitioning.Hash, [0]).Edge(middle, to, Partitioning.Rebalance);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 20),
                ChannelCredits = random.Next(1, 4),
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 3)),
            }));
            _ = master.TakeCheckpoint();
            Assert.Equal(JobState.Finished, await master.Completion.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.True(rows.Rows.Count == 600, $"seed {seed}: {rows.Rows.Count}");
            Assert.Equal(1, sink.Commits);
        }
    }

    [Fact]
    public async Task Cancelling_at_random_moments_always_ends_the_job()
    {
        using var runtime = new ThreadedRuntime(4);
        var slots = new SlotPool(new TaskManager("tm", 3));
        for (int seed = 0; seed < 60; seed++)
        {
            var job = new JobBuilder();
            int from = job.Vertex("source", 2, () => new SourceOperator(Sim.Forever(2)));
            int to = job.Vertex("check", 3, Yielding(seed));
            job.Edge(from, to, Partitioning.Hash, [0]);
            JobMaster master = new JobManager(runtime, slots)
                .Submit(job.Build(new JobSettings { BatchSize = 5, ChannelCredits = 1 }));
            Thread.SpinWait(new SeededRandom(seed, "when").Next(100_000));
            master.Cancel();
            Assert.Equal(JobState.Cancelled, await master.Completion.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(3, slots.Free);
        }
    }

    [Fact]
    public async Task Limit_ends_endless_sources_on_threads()
    {
        using var runtime = new ThreadedRuntime(4);
        for (int seed = 0; seed < 60; seed++)
        {
            var rows = new Probe();
            var job = new JobBuilder();
            int from = job.Vertex("source", 2, () => new SourceOperator(Sim.Forever(2)), Yielding(seed));
            int to = job.Vertex("limit", 1, () => new LimitOperator(10), rows.Operator());
            job.Edge(from, to, Partitioning.Global);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = 3 }));
            Assert.Equal(JobState.Finished, await master.Completion.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(10, rows.Rows.Count);
        }
    }

    private static Func<Operator> Yielding(int seed)
    {
        int made = 0;
        return () =>
        {
            var random = new SeededRandom(seed, $"yield {Interlocked.Increment(ref made)}");
            return new PassOperator
            {
                BeforeBatch = (_, _) =>
                {
                    if (random.OneIn(4))
                    {
                        Thread.Yield();
                    }
                },
            };
        };
    }
}
