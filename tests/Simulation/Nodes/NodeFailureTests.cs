using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Connectors;
using Xunit;

namespace FlinkSql.Tests.Simulation.Nodes;

/// <summary>Jobs over several nodes, some of which die: what is committed must be what a run without deaths commits.</summary>
public sealed class NodeFailureTests
{
    private const int Rows = 150;

    [Fact]
    public void A_job_over_three_task_managers_survives_the_death_of_one()
    {
        int restarts = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            using var cluster = new TestCluster(seed, taskManagers: 3, slots: 2);
            cluster.Start("jm-0");
            var random = new SeededRandom(seed, "deaths");
            var sink = new CommittedRows();
            JobMaster job = cluster.Lead("jm-0").Submit(Job(sink, random));
            string victim = $"tm-{random.Next(3)}";
            long death = cluster.Runtime.Steps + random.Next(20, 400);
            cluster.Runtime.Run(() => cluster.Runtime.Steps >= death);
            NodeId dead = cluster.Kill(victim);
            if (random.OneIn(2))
            {
                cluster.Runtime.RunFor(TimeSpan.FromMilliseconds(random.Next(30)));
                cluster.Bury(dead);
            }

            if (random.OneIn(2))
            {
                cluster.Runtime.RunFor(TimeSpan.FromMilliseconds(random.Next(100)));
                cluster.Start(victim);
            }

            Finish(cluster, job.Completion, sink, seed);
            restarts += job.Restarts;
        }

        Assert.True(restarts > 20, $"{restarts} restarts");
    }

    [Fact]
    public void A_job_manager_that_is_killed_is_replaced()
    {
        int recovered = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            using var folder = new TempFolder();
            using var cluster = new TestCluster(seed, taskManagers: 3, slots: 2);
            cluster.Start("jm-0");
            cluster.Start("jm-1");
            var random = new SeededRandom(seed, "deaths");
            var sink = new CommittedRows();
            ICheckpointStorage? storage = random.OneIn(2) ? null : new DurableCheckpointStorage(
                new CheckpointStore(new LocalFileSystem(), folder.Path, "job"), cluster.Runtime.Time, retained: 2);
            JobMaster job = cluster.Lead("jm-0").Submit(Job(sink, random), storage);
            long death = cluster.Runtime.Steps + random.Next(1, 500);
            cluster.Runtime.Run(() => cluster.Runtime.Steps >= death);
            NodeId dead = cluster.Kill("jm-0");
            cluster.Runtime.RunFor(TimeSpan.FromMilliseconds(random.Next(30)));
            cluster.Bury(dead);
            recovered += job.Completion.IsCompleted ? 0 : 1;
            cluster.Lead("jm-1");
            Finish(cluster, job.Completion, sink, seed);
        }

        Assert.True(recovered > 20, $"{recovered} recovered");
    }

    [Fact]
    public void Of_two_leaders_only_the_newer_one_publishes()
    {
        int both = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            using var folder = new TempFolder();
            using var cluster = new TestCluster(seed, taskManagers: 4, slots: 2);
            var deaf = new List<DeafCluster>();
            cluster.Start("jm-0", (inner, runtime) => Add(deaf, new DeafCluster(inner, runtime)));
            cluster.Start("jm-1");
            var random = new SeededRandom(seed, "leaders");
            var sink = new CommittedRows();
            var storage = new PublishLog(random.OneIn(2) ? new MemoryCheckpointStorage() : new DurableCheckpointStorage(
                new CheckpointStore(new LocalFileSystem(), folder.Path, "job"), cluster.Runtime.Time, retained: 2));
            JobManager old = cluster.Lead("jm-0");
            JobMaster former = old.Submit(Job(sink, random), storage);
            long split = cluster.Runtime.Steps + random.Next(1, 400);
            cluster.Runtime.Run(() => cluster.Runtime.Steps >= split);
            deaf[0].Deaf = true;
            JobManager newer = cluster.Lead("jm-1");
            both += former.Completion.IsCompleted ? 0 : 1;
            Assert.Same(old, cluster.JobManagerOf("jm-0"));
            Finish(cluster, former.Completion, sink, seed);
            Assert.True(newer.Token > old.Token);
            Assert.True(storage.Tokens.SequenceEqual(storage.Tokens.Order()), $"seed {seed}: {string.Join(' ', storage.Tokens)}");
        }

        Assert.True(both > 20, $"{both} times there were two");
    }

    private static DeafCluster Add(List<DeafCluster> list, DeafCluster cluster)
    {
        list.Add(cluster);
        return cluster;
    }

    private static CompiledJob Job(CommittedRows sink, SeededRandom random)
    {
        int splits = random.Next(1, 4);
        var source = new ValuesSource(
            Sim.Numbers,
            [.. Enumerable.Range(0, splits).Select(split => (IReadOnlyList<object?[]>)
                [.. Enumerable.Range(1, Rows).Where(n => n % splits == split).Select(n => new object?[] { (long)n })])]);
        var job = new JobBuilder();
        int from = job.Vertex("source", random.Next(1, 3), () => new SourceOperator(source));
        int middle = job.Vertex("pass", random.Next(1, 4), () => new PassOperator());
        int to = job.Vertex("sink", random.Next(1, 4), () => new SinkOperator(sink));
        return job.Edge(from, middle, Partitioning.Hash, [0]).Edge(middle, to, Partitioning.Rebalance).Build(new JobSettings
        {
            BatchSize = random.Next(1, 6),
            ChannelCredits = random.Next(1, 4),
            BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 2)),
            Checkpoints = new CheckpointSettings
            {
                Interval = TimeSpan.FromMicroseconds(random.Next(50, 400)),
                TolerableFailures = 3,
            },
            Restart = new FixedDelayRestart(20, TimeSpan.FromMilliseconds(1)),
        });
    }

    private static void Finish(TestCluster cluster, Task<JobState> completion, CommittedRows sink, int seed)
    {
        Assert.True(cluster.Runtime.Run(() => completion.IsCompleted), $"seed {seed} does not end");
        Assert.True(completion.IsCompletedSuccessfully, $"seed {seed}: {completion.Exception}");
        Assert.True(Sim.Rows(Rows).SequenceEqual(sink.Rows), $"seed {seed}: {sink.Rows.Count} rows");
    }

    /// <summary>Hears nothing any more once it is deaf.</summary>
    private sealed class DeafCluster(ICluster inner, IRuntime runtime) : ICluster
    {
        public bool Deaf { get; set; }

        public void Watch(Mailbox watcher) => inner.Watch(runtime.Spawn("ear", new Ear(this, runtime, watcher)));

        private sealed class Ear(DeafCluster cluster, IRuntime runtime, Mailbox watcher) : IActor
        {
            public void Receive(Message message)
            {
                if (!cluster.Deaf)
                {
                    runtime.Post(watcher, message);
                }
            }

            public void OnFailure(Exception failure) => throw failure;
        }
    }
}
