using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation.Sinks;

/// <summary>
/// A job that writes to an outside system in two phases: killed at any step, with checkpoints that fail, replies that get
/// lost, and another parallelism each time. Every row is committed once.
/// </summary>
public sealed class TwoPhaseCommitTests
{
    private const int Rows = 80;

    [Fact]
    public void Every_row_is_committed_once_whatever_dies_in_between()
    {
        int repeated = 0;
        int lost = 0;
        int mostPending = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new SeededRandom(seed, "ledger-test");
            var ledger = new Ledger(new SeededRandom(seed, "ledger")) { LoseReplyOneIn = 6, FailOneIn = 25 };
            var storage = new FlakyStorage(new SeededRandom(seed, "storage"));
            for (int process = 1; process <= 8; process++)
            {
                bool last = process == 8;
                storage.FailOneIn = last ? 0 : 3;
                (ledger.LoseReplyOneIn, ledger.FailOneIn) = last ? (0, 0) : (6, 25);
                JobState state = Run(seed, ledger, storage, random, last ? int.MaxValue : random.Next(50, 700));
                mostPending = Math.Max(mostPending, ledger.Pending.Count);
                if (state == JobState.Finished)
                {
                    break;
                }
            }

            Assert.Equal(Enumerable.Range(1, Rows).Select(n => (long)n), ledger.Committed.Order());
            Assert.True(ledger.Pending.Count == 0, $"seed {seed}: left {string.Join(", ", ledger.Pending)}");
            repeated += ledger.RepeatedCommits;
            lost += ledger.LostReplies;
        }

        Assert.True(repeated > 20 && lost > 20 && mostPending > 6, $"{repeated} repeated, {lost} lost, {mostPending} pending");
    }

    [Fact]
    public void A_job_has_not_finished_while_anything_prepared_is_not_committed()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var ledger = new Ledger(new SeededRandom(seed, "ledger"));
            Assert.Equal(
                JobState.Finished,
                Run(seed, ledger, new FlakyStorage(new SeededRandom(seed, "storage")), new SeededRandom(seed, "p"), int.MaxValue));
            Assert.Equal(Rows, ledger.Committed.Count);
            Assert.Empty(ledger.Pending);
        }
    }

    [Fact]
    public void A_job_that_fails_for_good_commits_what_its_checkpoints_hold_and_drops_the_rest()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var ledger = new Ledger(new SeededRandom(seed, "ledger"));
            var storage = new FlakyStorage(new SeededRandom(seed, "storage"));
            Assert.Equal(JobState.Failed, Run(seed, ledger, storage, new SeededRandom(seed, "p"), int.MaxValue, failAt: 60));
            Assert.Empty(ledger.Pending);
            Assert.Equal(ledger.Committed.Count, ledger.Committed.Distinct().Count());
            Assert.Equal(JobState.Finished, Run(seed, ledger, storage, new SeededRandom(seed, "p"), int.MaxValue));
            Assert.Equal(Enumerable.Range(1, Rows).Select(n => (long)n), ledger.Committed.Order());
        }
    }

    /// <summary>One process, which is gone after so many steps.</summary>
    private static JobState Run(
        int seed, Ledger ledger, FlakyStorage storage, SeededRandom random, int steps, int failAt = -1)
    {
        storage.Processes++;
        using var runtime = new SimulatedRuntime(seed * 10 + storage.Processes);
        var sink = new Ledger.Sink(ledger);
        var source = new ScriptedSource(Sim.Numbers, Steps(0, 3), Steps(1, 3), Steps(2, 3));
        var job = new JobBuilder();
        int from = job.Vertex("source", random.Next(1, 4), () => new SourceOperator(source));
        int seen = 0;
        int to = job.Vertex("sink", random.Next(1, 5), () => new PassOperator
        {
            BeforeBatch = (_, batch) =>
            {
                seen += batch.RowCount;
                if (failAt >= 0 && seen >= failAt)
                {
                    throw new InvalidOperationException("planned");
                }
            },
        }, () => new SinkOperator(sink));
        job.Edge(from, to, Partitioning.Rebalance);
        var manager = new JobManager(runtime, new SlotPool(new TaskManager("tm", 8, long.MaxValue)));
        JobMaster master = manager.Submit(
            job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 5),
                BufferTimeout = TimeSpan.Zero,
                Checkpoints = new CheckpointSettings { Interval = TimeSpan.FromMilliseconds(3), TolerableFailures = 1000 },
                Restart = failAt >= 0 ? RestartStrategy.None : new FixedDelayRestart(1000, TimeSpan.FromMilliseconds(1)),
            }),
            storage,
            fromNewest: true);
        runtime.Run(() => master.Completion.IsCompleted || steps-- <= 0);
        return master.State;
    }

    private static List<object> Steps(int remainder, int divisor)
    {
        var steps = new List<object>();
        foreach (int number in Enumerable.Range(1, Rows).Where(n => n % divisor == remainder))
        {
            steps.Add(new object?[] { (long)number });
            steps.Add(TimeSpan.FromMilliseconds(1));
        }

        return steps;
    }

    /// <summary>Keeps checkpoints in memory that outlives the process, and fails at times.</summary>
    private sealed class FlakyStorage(SeededRandom random) : ICheckpointStorage
    {
        private readonly MemoryCheckpointStorage _kept = new();

        public int FailOneIn { get; set; }

        public bool Waits => true;

        public string Identity => "flaky";

        /// <summary>Counts the processes.</summary>
        public int Processes { get; set; }

        public ICheckpointSession Begin(long token, string owner) =>
            new Session(this, _kept.Begin(((long)Processes << 40) + token, owner));

        private bool OneIn(int times) => random.OneIn(times);

        private sealed class Session(FlakyStorage storage, ICheckpointSession kept) : ICheckpointSession
        {
            public long Token => kept.Token;

            public void Confirm() => kept.Confirm();

            public CheckpointLocation NewCheckpoint() => kept.NewCheckpoint();

            public CheckpointLocation NewSavepoint(string directory) => kept.NewSavepoint(directory);

            public void Publish(CheckpointLocation location, JobSnapshot snapshot)
            {
                if (storage.FailOneIn > 0 && storage.OneIn(storage.FailOneIn))
                {
                    throw new IOException("the storage does not answer");
                }

                kept.Publish(location, snapshot);
            }

            public void Discard(CheckpointLocation location) => kept.Discard(location);

            public JobSnapshot? Newest() => kept.Newest();
        }
    }
}
