using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation.Unaligned;

/// <summary>
/// Sums per key behind a hash exchange, and a count behind a rebalancing one, both slow: a checkpoint overtakes their
/// rows, and another run goes on from it at another parallelism. No row is lost or counted twice, and each key stays with
/// the subtask that owns it.
/// </summary>
public sealed class UnalignedRescaleTests
{
    private const int Rows = 300;
    private const int Keys = 40;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(3, 7)]
    [InlineData(7, 3)]
    [InlineData(4, 8)]
    [InlineData(8, 4)]
    [InlineData(20, 21)]
    [InlineData(21, 20)]
    [InlineData(3, 3)]
    public void Rows_that_were_overtaken_are_spread_anew(int from, int to)
    {
        int overtaken = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new SeededRandom(seed, "rescale");
            if (Cut(seed, Job(from, random, []), random.Next(1, 15)) is not { } cut)
            {
                continue;
            }

            overtaken += cut.HasInFlight ? 1 : 0;
            var totals = new List<(long Key, long Total)>();
            using var runtime = new SimulatedRuntime(seed);
            JobMaster master = Manager(runtime).Submit(Job(to, random, totals), restored: cut);
            runtime.Run();
            Assert.True(master.State == JobState.Finished, $"seed {seed}: {master.State} {master.Completion.Exception}");
            long count = totals.Where(total => total.Key == TotalOperator.NoKey).Sum(total => total.Total);
            Assert.True(count == Rows, $"seed {seed}: {count} rows came");
            Assert.True(Expected().SequenceEqual(totals.Where(total => total.Key != TotalOperator.NoKey).Order()), $"seed {seed}: {string.Join(' ', totals.Order())}");
        }

        Assert.True(overtaken > 10, $"only {overtaken} checkpoints hold rows that were overtaken");
    }

    private static IEnumerable<(long Key, long Total)> Expected() => Enumerable.Range(0, Rows)
        .GroupBy(n => (long)(n % Keys)).Select(group => (group.Key, group.Sum(n => (long)n))).Order();

    private static JobSnapshot? Cut(int seed, CompiledJob job, int milliseconds)
    {
        using var runtime = new SimulatedRuntime(seed);
        var storage = new MemoryCheckpointStorage();
        JobMaster master = Manager(runtime).Submit(job, storage);
        runtime.RunFor(TimeSpan.FromMilliseconds(milliseconds));
        Task<long> taken = master.TakeCheckpoint();
        runtime.Run(() => taken.IsCompleted || master.Completion.IsCompleted);
        JobSnapshot? cut = taken.IsCompletedSuccessfully ? storage.Newest() : null;
        master.Cancel();
        runtime.Run();
        return cut;
    }

    private static JobManager Manager(SimulatedRuntime runtime) => new(runtime, new SlotPool(new TaskManager("tm", 32)));

    private static CompiledJob Job(int parallelism, SeededRandom random, List<(long Key, long Total)> totals)
    {
        var rows = new ValuesSource(
            TotalOperator.Rows,
            [.. Enumerable.Range(0, 3).Select(split => (IReadOnlyList<object?[]>)
                [.. Enumerable.Range(0, Rows).Where(n => n % 3 == split).Select(n => new object?[] { (long)(n % Keys), (long)n })])]);
        var job = new JobBuilder();
        int source = job.Vertex("source", 2, () => new SourceOperator(rows));
        int sum = job.Vertex("sum", parallelism, () => new TotalOperator(totals, perKey: true), () => new SlowOperator(TimeSpan.FromMilliseconds(1)));
        int count = job.Vertex("count", parallelism, () => new TotalOperator(totals, perKey: false), () => new SlowOperator(TimeSpan.FromMilliseconds(2)));
        return job.Edge(source, sum, Partitioning.Hash, [0]).Edge(sum, count, Partitioning.Rebalance).Build(new JobSettings
        {
            BatchSize = random.Next(1, 6),
            ChannelCredits = random.Next(1, 4),
            BufferTimeout = TimeSpan.FromMilliseconds(random.Next(-1, 2)),
            Checkpoints = new CheckpointSettings { Unaligned = true },
        });
    }
}
