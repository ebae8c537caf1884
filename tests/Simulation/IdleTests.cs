using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class IdleTests
{
    [Fact]
    public void A_source_without_rows_becomes_idle_and_active_again()
    {
        IReadOnlyList<string> log = Run(
            TimeSpan.FromSeconds(3),
            [Row(1), 10L, TimeSpan.FromSeconds(10), Row(2), TimeSpan.FromSeconds(2), Row(3), 20L]);
        Assert.Equal(
            ["0 +I 1", "0 W 10", "3000 idle", "10000 active", "10000 +I 2", "12000 +I 3", "12000 W max", "12000 end"],
            log.Where(line => !line.Contains("W 20")));
    }

    [Fact]
    public void A_union_does_not_wait_for_an_idle_source()
    {
        IReadOnlyList<string> log = Run(
            TimeSpan.FromSeconds(3),
            [Row(1), 10L, TimeSpan.FromSeconds(10), Row(2), 30L, TimeSpan.FromSeconds(2)],
            [Row(1), 5L, TimeSpan.FromSeconds(4), Row(4), 20L, TimeSpan.FromSeconds(8)]);
        Assert.Contains("0 W 5", log);
        Assert.DoesNotContain(log, line => line.EndsWith("W 10", StringComparison.Ordinal) && !line.StartsWith('3'));

        // The first is idle from 3 s on, so at 4 s the second alone decides; at 10 s it is the second that is idle.
        Assert.Contains("4000 W 20", log);
        Assert.Contains("10000 W 30", log);
    }

    [Fact]
    public void A_source_held_up_by_a_slow_consumer_is_not_idle()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(Sim.Count(40)));
        int to = job.Vertex("slow", 1, seen.Operator(), () => new SlowOperator(TimeSpan.FromSeconds(5)));
        job.Edge(from, to);
        Sim.Submit(runtime, job.Build(new JobSettings
        {
            BatchSize = 2,
            ChannelCredits = 1,
            IdleTimeout = TimeSpan.FromSeconds(1),
        }));
        runtime.Run();
        Assert.DoesNotContain("idle", seen.All);
        Assert.Equal(40, seen.Rows.Count);
    }

    [Fact]
    public void The_time_a_source_was_held_up_does_not_count_as_quiet()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [Row(1), Row(2), Row(3), Row(4), ScriptedSource.Breath, TimeSpan.FromMilliseconds(200), Row(5)])));
        int to = job.Vertex("slow", 1, seen.Operator(), () => new SlowOperator(TimeSpan.FromSeconds(5)));
        job.Edge(from, to);
        Sim.Submit(runtime, job.Build(new JobSettings
        {
            BatchSize = 2,
            ChannelCredits = 1,
            IdleTimeout = TimeSpan.FromSeconds(1),
        }));
        runtime.Run();
        Assert.Equal(["+I 1", "+I 2", "+I 3", "+I 4", "+I 5", "W max", "end"], seen.Of(0));
    }

    [Fact]
    public void A_subtask_without_splits_holds_nobody_back()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex("source", 3, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [Row(1), 10L, TimeSpan.FromSeconds(5), Row(2)])));
        int to = job.Vertex("check", 1, seen.Operator(keepTimes: true));
        job.Edge(from, to, Partitioning.Global);
        Sim.Submit(runtime, job.Build());
        runtime.Run(() => runtime.Time.Elapsed > TimeSpan.FromSeconds(1));
        Assert.Contains(seen.All, line => line.EndsWith("W 10", StringComparison.Ordinal));
    }

    private static object?[] Row(long number) => [number];

    private static IReadOnlyList<string> Run(TimeSpan idleTimeout, params IReadOnlyList<object>[] splits)
    {
        using var runtime = new SimulatedRuntime(1) { StepTime = TimeSpan.Zero };
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex(
            "source", splits.Length, () => new SourceOperator(new ScriptedSource(Sim.Numbers, splits)));
        int to = job.Vertex("check", 1, seen.Operator(keepTimes: true));
        job.Edge(from, to, Partitioning.Global);
        Sim.Submit(runtime, job.Build(new JobSettings { BufferTimeout = TimeSpan.Zero, IdleTimeout = idleTimeout }));
        runtime.Run();
        return seen.Of(0);
    }
}
