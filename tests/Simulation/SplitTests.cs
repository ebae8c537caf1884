using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

/// <summary>Several splits in one subtask: in turn, each with a watermark of its own.</summary>
public sealed class SplitTests
{
    [Fact]
    public void The_least_of_the_active_splits_counts() =>
        Assert.Equal(
            ["0 +I 100", "0 +I 50", "0 W 40", "2000 +I 120", "3000 +I 90", "3000 W 80", "3000 W 110", "4000 W max", "4000 end"],
            Run(1, Seconds(0), [Row(100), Wait(2), Row(120), Wait(2)], [Row(50), Wait(3), Row(90)]));

    [Fact]
    public void An_idle_split_holds_nobody_back_and_does_not_pull_back()
    {
        IReadOnlyList<string> log = Run(
            1, Seconds(5), [Row(100), Wait(4), Row(120), Wait(4), Row(140)], [Row(50), Wait(7), Row(60), Row(300)]);
        Assert.Equal(
            ["0 +I 100", "0 +I 50", "0 W 40", "4000 +I 120", "5000 W 110", "7000 +I 60", "7000 +I 300",
             "8000 +I 140", "8000 W 130", "8000 W max", "8000 end"],
            log);
    }

    [Fact]
    public void With_all_idle_the_greatest_counts_until_one_is_active_again()
    {
        IReadOnlyList<string> log = Run(
            1,
            Seconds(10),
            [Row(100), Row(200), Wait(25), Row(190), Wait(1), Row(400)],
            [Row(50), Wait(20), Row(80), Row(180), Wait(9), Row(210)]);
        Assert.Equal(
            ["0 +I 100", "0 +I 200", "0 +I 50", "0 W 40", "10000 W 190", "10000 idle", "20000 active", "20000 +I 80",
             "20000 +I 180", "25000 +I 190", "26000 +I 400", "29000 +I 210", "29000 W 200", "29000 W max", "29000 end"],
            log);
    }

    [Fact]
    public void A_finished_split_holds_nobody_back() =>
        Assert.Equal(
            ["0 +I 100", "0 +I 50", "0 W 40", "2000 W 90", "3000 +I 20", "3000 W max", "3000 end"],
            Run(1, Seconds(0), [Row(100), Wait(3), Row(20)], [Row(50), Wait(2)]));

    [Fact]
    public void Nothing_depends_on_the_size_of_batches()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new SeededRandom(seed, "splits");
            IReadOnlyList<object>[] splits = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Rows(random))];
            IReadOnlyList<string> expected = Run(1, Seconds(1), splits);
            foreach (int batchSize in new[] { 7, 64, 5000, 65536 })
            {
                Assert.True(expected.SequenceEqual(Run(batchSize, Seconds(1), splits)), $"seed {seed}, batch {batchSize}");
            }
        }

        static IReadOnlyList<object> Rows(SeededRandom random)
        {
            var steps = new List<object>();
            long time = random.Next(1000);
            for (int row = random.Next(4000); row > 0; row--)
            {
                time += random.Next(20);
                steps.Add(Row(time - random.Next(100)));
                if (random.OneIn(700))
                {
                    steps.Add(TimeSpan.FromMilliseconds(random.Next(1, 3000)));
                }
            }

            return steps;
        }
    }

    [Fact]
    public void Each_split_can_be_watched()
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        JobMaster job = Submit(
            runtime, new Probe(), 10, Seconds(5), [Row(100), Wait(1), Row(90), Wait(50)], [Row(50), Wait(2)]);
        runtime.RunFor(Seconds(10));
        long start = VirtualTimeProvider.DefaultStart.ToUnixTimeMilliseconds();
        IReadOnlyList<SplitSnapshot> splits = job.Metrics()[0].Splits;
        Assert.Equal(["script 0", "script 1"], splits.Select(split => split.Name));
        Assert.Equal([90, 40], splits.Select(split => split.Watermark));
        Assert.Equal([start + 1000, start], splits.Select(split => split.LastRow));
        Assert.Equal([2, 1], splits.Select(split => split.RowsOut));
        Assert.Equal([true, false], splits.Select(split => split.Idle));
        Assert.Equal([false, true], splits.Select(split => split.Finished));
        Assert.All(splits, split => Assert.True(split.Started));
    }

    [Fact]
    public void Files_are_read_one_after_another()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1,
            () => new SourceOperator(new ScriptedSource(Sim.Numbers, [Row(100), Wait(5), Row(200)], [Row(50), Row(300)])),
            () => new ColumnWatermark(0, 10, onEvent: true),
            seen.Operator());
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.RunFor(Seconds(1));
        Assert.Equal([true, false], master.Metrics()[0].Splits.Select(split => split.Started));
        runtime.Run();
        Assert.Equal(
            ["+I 100", "W 90", "+I 200", "W 190", "+I 50", "+I 300", "W 290", "W max", "end"], seen.Of(0));
        Assert.Equal([190, 290], master.Metrics()[0].Splits.Select(split => split.Watermark));
    }

    [Fact]
    public void Watermarks_of_the_connector_are_merged_over_the_splits()
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1,
            () => new SourceOperator(new ScriptedSource(
                Sim.Numbers, [Row(1), 100L, Wait(2), Row(2), 300L], [Row(3), 50L, Wait(1), Row(4), 200L, Wait(5)])
            {
                ReadsInTurn = true,
            }),
            seen.Operator(keepTimes: true));
        Sim.Submit(runtime, job.Build());
        runtime.Run();
        Assert.Equal(
            ["0 +I 1", "0 +I 3", "0 W 50", "1000 +I 4", "1000 W 100", "2000 +I 2", "2000 W 200", "6000 W max", "6000 end"],
            seen.Of(0));
    }

    [Fact]
    public void After_a_restart_the_split_furthest_behind_holds_the_watermark_back()
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        bool failed = false;
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1,
            () => new SourceOperator(new ScriptedSource(
                Sim.Numbers, [Row(1), 100L, Wait(9), Row(2), 300L], [Row(3), 50L, Wait(9), Row(4), 200L])
            {
                ReadsInTurn = true,
            }),
            () => new PassOperator
            {
                BeforeBatch = (_, batch) =>
                {
                    if (!failed && batch.Values<long>(0)[0] is 2 or 4)
                    {
                        failed = true;
                        throw new InvalidOperationException("killed");
                    }
                },
            },
            seen.Operator());
        JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
        {
            Checkpoints = new CheckpointSettings { Interval = Seconds(2) },
            Restart = new FixedDelayRestart(2, Seconds(1)),
        }));
        runtime.Run();
        Assert.Equal((1, JobState.Finished), (master.Restarts, master.State));
        Assert.DoesNotContain("W 100", seen.Of(0));
        Assert.Equal(["W max", "end"], seen.Of(0).TakeLast(2));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static object Wait(int seconds) => TimeSpan.FromSeconds(seconds);

    private static object?[] Row(long number) => [number];

    private static IReadOnlyList<string> Run(int batchSize, TimeSpan idleTimeout, params IReadOnlyList<object>[] splits)
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        JobMaster job = Submit(runtime, seen, batchSize, idleTimeout, splits);
        runtime.Run();
        Assert.Equal(JobState.Finished, job.State);
        return seen.Of(0);
    }

    private static JobMaster Submit(
        SimulatedRuntime runtime,
        Probe seen,
        int batchSize,
        TimeSpan idleTimeout,
        params IReadOnlyList<object>[] splits)
    {
        var job = new JobBuilder();
        job.Vertex(
            "chain", 1,
            () => new SourceOperator(new ScriptedSource(Sim.Numbers, splits) { ReadsInTurn = true }),
            () => new ColumnWatermark(0, 10, onEvent: true),
            seen.Operator(keepTimes: true));
        return Sim.Submit(runtime, job.Build(new JobSettings { BatchSize = batchSize, IdleTimeout = idleTimeout }));
    }
}
