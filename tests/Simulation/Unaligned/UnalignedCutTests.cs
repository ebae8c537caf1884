using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation.Unaligned;

/// <summary>
/// A job is stopped at a checkpoint whose barriers overtook rows, and another goes on from it: what the operators of the
/// first saw before the barrier, and those of the second, are together what a run without a checkpoint sees.
/// </summary>
public sealed class UnalignedCutTests
{
    [Theory]
    [InlineData(Partitioning.Hash)]
    [InlineData(Partitioning.Rebalance)]
    [InlineData(Partitioning.Global)]
    public void Rows_and_watermarks_go_on_where_they_were_overtaken(Partitioning partitioning)
    {
        int overtaken = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            string where = $"{partitioning}, seed {seed}";
            (RandomJob first, RandomJob second, JobSnapshot? cut) = Run(seed, partitioning);
            if (cut is null)
            {
                continue;
            }

            overtaken += cut.HasInFlight ? 1 : 0;
            CheckRows(first.ExpectedRows, first.Checked, second.Checked, first.Parallelism, where);
            CheckRows(first.ExpectedRows, first.Merged, second.Merged, 1, where);
            for (int subtask = 0; subtask < first.Parallelism; subtask++)
            {
                List<string> log = [.. Before(first.Checked, subtask), .. second.Checked.Of(subtask)];
                Assert.True(InOrder(log), $"{where}: watermarks of subtask {subtask} go back");
                if (first.Splits.Length == 1)
                {
                    Assert.True(Behind(log).IsSubsetOf(Behind(Script(first))), $"{where}: subtask {subtask} has rows behind other watermarks");
                }
            }
        }

        Assert.True(overtaken > 100, $"only {overtaken} checkpoints hold rows that were overtaken");
    }

    /// <summary>Each copy of a broadcast is as far as its receiver, and rows of a forward edge follow their sender.</summary>
    [Theory]
    [InlineData(Partitioning.Broadcast)]
    [InlineData(Partitioning.Forward)]
    public void Some_edges_are_always_aligned(Partitioning partitioning)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            (RandomJob first, RandomJob second, JobSnapshot? cut) = Run(seed, partitioning);
            if (cut is not null)
            {
                Assert.DoesNotContain(cut.Operators["1-0-check"], state => state.TableNames.Any());
                IReadOnlyList<string> expected = partitioning == Partitioning.Broadcast
                    ? [.. first.ExpectedRows.SelectMany(row => Enumerable.Repeat(row, first.Parallelism))]
                    : first.ExpectedRows;
                CheckRows(expected, first.Checked, second.Checked, first.Parallelism, $"{partitioning}, seed {seed}");
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_checkpoint()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (RandomJob one, RandomJob next, _) = Run(seed, Partitioning.Hash);
            (RandomJob other, RandomJob after, _) = Run(seed, Partitioning.Hash);
            Assert.Equal(one.Merged.All.Concat(next.Merged.All), other.Merged.All.Concat(after.Merged.All));
        }
    }

    private static (RandomJob First, RandomJob Second, JobSnapshot? Cut) Run(int seed, Partitioning partitioning)
    {
        var random = new SeededRandom(seed, "cut");
        var first = new RandomJob(seed, partitioning);
        var second = new RandomJob(seed, partitioning);
        JobSnapshot? cut;
        using (var runtime = new SimulatedRuntime(seed))
        {
            JobMaster master = Submit(runtime, first, random, null);
            runtime.Run(() => runtime.Steps >= 10 + random.Next(200));
            Task<long> taken = master.TakeCheckpoint();
            runtime.Run(() => taken.IsCompleted || master.Completion.IsCompleted);
            cut = taken.IsCompletedSuccessfully ? s_storage!.Newest() : null;
            if (cut is null)
            {
                return (first, second, null);
            }

            master.Cancel();
            runtime.Run();
            Assert.True(master.State is JobState.Cancelled or JobState.Finished, $"seed {seed}: {master.State} {master.Completion.Exception}");
        }

        using var again = new SimulatedRuntime(seed + 1);
        JobMaster goesOn = Submit(again, second, random, cut);
        again.Run();
        Assert.True(goesOn.State == JobState.Finished, $"seed {seed}: {goesOn.State} {goesOn.Completion.Exception}");
        return (first, second, cut);
    }

    [ThreadStatic]
    private static MemoryCheckpointStorage? s_storage;

    private static JobMaster Submit(SimulatedRuntime runtime, RandomJob job, SeededRandom random, JobSnapshot? from)
    {
        s_storage = new MemoryCheckpointStorage();
        var settings = new CheckpointSettings
        {
            Unaligned = true,
            AlignedTimeout = TimeSpan.FromMilliseconds(random.OneIn(2) ? 0 : random.Next(20)),
        };
        return new JobManager(runtime, new SlotPool(new TaskManager("tm", 8)))
            .Submit(job.Compiled with { Settings = job.Settings with { Checkpoints = settings } }, s_storage, from);
    }

    private static void CheckRows(IReadOnlyList<string> expected, Probe first, Probe second, int parallelism, string where)
    {
        string[] rows =
        [
            .. Enumerable.Range(0, parallelism).SelectMany(subtask => Before(first, subtask).Concat(second.Of(subtask)))
                .Where(line => line[0] == '+').Order(StringComparer.Ordinal),
        ];
        Assert.True(expected.SequenceEqual(rows), $"{where}: {expected.Count} rows expected, {rows.Length} came");
    }

    /// <summary>What a subtask saw before the barrier; all, where it ended without one.</summary>
    private static IEnumerable<string> Before(Probe probe, int subtask) =>
        probe.Of(subtask).TakeWhile(line => !line.StartsWith("barrier", StringComparison.Ordinal));

    private static bool InOrder(IEnumerable<string> log)
    {
        long[] times = [.. log.Where(line => line[0] == 'W').Select(line => line == "W max" ? long.MaxValue : long.Parse(line[2..]))];
        return times.SequenceEqual(times.Order());
    }

    private static IEnumerable<string> Script(RandomJob job) => job.Splits[0]
        .Where(step => step is object?[] or long)
        .Select(step => step is object?[] row ? $"+I {string.Join(' ', row)}" : $"W {step}");

    private static HashSet<string> Behind(IEnumerable<string> log)
    {
        var rows = new HashSet<string>();
        string watermark = "";
        foreach (string line in log)
        {
            watermark = line[0] == 'W' ? line : watermark;
            if (line[0] == '+')
            {
                rows.Add($"{line} behind {watermark}");
            }
        }

        return rows;
    }
}
