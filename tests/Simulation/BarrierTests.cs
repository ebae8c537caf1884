using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class BarrierTests
{
    /// <summary>
    /// The cut is consistent: two operators behind one another, over a hash exchange, see the same set of rows before
    /// each barrier, and each barrier once and in order.
    /// </summary>
    [Fact]
    public void Barriers_cut_the_rows_at_the_same_place_everywhere()
    {
        int cuts = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new SeededRandom(seed, "barriers");
            using var runtime = new SimulatedRuntime(seed);
            var first = new Probe();
            var second = new Probe();
            var job = new JobBuilder();
            int from = job.Vertex("source", random.Next(1, 4), () => new SourceOperator(Sim.Count(120, 3)));
            int middle = job.Vertex("middle", random.Next(1, 4), first.Operator());
            int last = job.Vertex("last", random.Next(1, 4), second.Operator());
            job.Edge(from, middle, Partitioning.Hash, [0]).Edge(middle, last, Partitioning.Rebalance);
            JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings
            {
                BatchSize = random.Next(1, 10),
                ChannelCredits = random.Next(1, 4),
                BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 2)),
            }));
            for (int barrier = 0; barrier < 4; barrier++)
            {
                long stop = runtime.Steps + random.Next(1, 60);
                runtime.Run(() => runtime.Steps >= stop);
                master.TakeCheckpoint();
            }

            runtime.Run();
            Assert.True(master.State == JobState.Finished, $"seed {seed}: {master.Completion.Exception}");
            Assert.Equal(120, second.Rows.Count);
            for (int barrier = 1; barrier <= 4; barrier++)
            {
                IReadOnlyList<string>? before = Before(first, barrier);
                IReadOnlyList<string>? after = Before(second, barrier);
                if (before is not null && after is not null)
                {
                    Assert.True(before.SequenceEqual(after), $"seed {seed}, barrier {barrier}");
                    cuts += before.Count is > 0 and < 120 ? 1 : 0;
                }
            }
        }

        Assert.True(cuts > 200, $"only {cuts} barriers stood between rows");
    }

    [Fact]
    public void A_barrier_does_not_pass_rows_that_wait_for_a_full_batch()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int from = job.Vertex("source", 1, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [new object?[] { 1L }, TimeSpan.FromSeconds(1), new object?[] { 1L }])));
        int to = job.Vertex("check", 2, seen.Operator());
        job.Edge(from, to, Partitioning.Hash, [0]);
        JobMaster master = Sim.Submit(runtime, job.Build(new JobSettings { BufferTimeout = TimeSpan.FromSeconds(-1) }));
        runtime.RunFor(TimeSpan.FromMilliseconds(500));
        master.TakeCheckpoint();
        runtime.Run();
        int subtask = seen.Of(0).Contains("+I 1") ? 0 : 1;
        Assert.Equal(["+I 1", "barrier 1", "+I 1", "W max", "end"], seen.Of(subtask));
        Assert.Equal(["barrier 1", "W max", "end"], seen.Of(1 - subtask));
    }

    [Fact]
    public void What_a_source_has_read_comes_before_the_barrier()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            using var runtime = new SimulatedRuntime(seed);
            var seen = new Probe();
            var source = new ScriptedSource(
                Sim.Numbers,
                [.. Enumerable.Range(1, 80).SelectMany(n => new[] { new object?[] { (long)n }, ScriptedSource.Breath })]);
            var job = new JobBuilder();
            job.Vertex("chain", 1, () => new SourceOperator(source), seen.Operator());
            JobMaster master = Sim.Submit(runtime, job.Build());
            runtime.Run(() => source.Reads == 1 + seed % 15);
            int read = 0;
            master.TakeCheckpoint();
            runtime.Run(() =>
            {
                bool passed = seen.Of(0).Contains("barrier 1");
                read = passed ? read : source.Reads;
                return passed;
            });
            Assert.True(seen.Of(0).TakeWhile(line => line != "barrier 1").Count() == read, $"seed {seed}");
        }
    }

    [Fact]
    public void A_barrier_passes_an_ended_channel()
    {
        using var runtime = new SimulatedRuntime(1);
        var seen = new Probe();
        var job = new JobBuilder();
        int done = job.Vertex("done", 1, () => new SourceOperator(Sim.Count(2)));
        int going = job.Vertex("going", 1, () => new SourceOperator(new ScriptedSource(
            Sim.Numbers, [TimeSpan.FromSeconds(1), new object?[] { 9L }])));
        int to = job.Vertex("check", 1, seen.Operator());
        job.Edge(done, to, Partitioning.Global).Edge(going, to, Partitioning.Global, input: 1);
        JobMaster master = Sim.Submit(runtime, job.Build());
        runtime.RunFor(TimeSpan.FromMilliseconds(500));
        master.TakeCheckpoint();
        runtime.Run();
        Assert.Equal(["+I 1", "+I 2", "barrier 1", "+I 9", "W max", "end"], seen.Of(0));
    }

    /// <summary>The rows all subtasks had before a barrier; null where one ended without seeing it.</summary>
    private static IReadOnlyList<string>? Before(Probe probe, int barrier)
    {
        var rows = new List<string>();
        for (int subtask = 0; probe.Of(subtask).Count != 0; subtask++)
        {
            string[] log = [.. probe.Of(subtask)];
            Assert.Equal(
                log.Where(line => line.StartsWith("barrier")).Distinct().Order(),
                log.Where(line => line.StartsWith("barrier")));
            int at = Array.IndexOf(log, $"barrier {barrier}");
            if (at < 0)
            {
                return null;
            }

            rows.AddRange(log[..at].Where(line => line[0] == '+'));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
