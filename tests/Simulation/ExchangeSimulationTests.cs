using FlinkSql.Runtime.Exchange;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Simulation;

public sealed class ExchangeSimulationTests
{
    [Theory]
    [InlineData(Partitioning.Hash)]
    [InlineData(Partitioning.Rebalance)]
    [InlineData(Partitioning.Forward)]
    [InlineData(Partitioning.Global)]
    public void Rows_are_conserved_in_order_and_never_late(Partitioning partitioning)
    {
        for (int seed = 0; seed < 400; seed++)
        {
            string where = $"{partitioning}, seed {seed}";
            var job = new RandomJob(seed, partitioning);
            using var runtime = new SimulatedRuntime(seed);
            JobMaster master = job.Run(runtime);
            Assert.True(master.State == JobState.Finished, $"{where}: {master.State} {master.Completion.Exception}");
            Assert.True(job.ExpectedRows.SequenceEqual(job.Checked.Rows), where);
            Assert.True(job.ExpectedRows.SequenceEqual(job.Merged.Rows), where);
            for (int subtask = 0; subtask < job.Parallelism; subtask++)
            {
                CheckLog(job.Checked.Of(subtask), where, mayBeLate: job.Settings.IdleTimeout > TimeSpan.Zero);
            }

            CheckLog(job.Merged.Of(0), where, mayBeLate: job.Settings.IdleTimeout > TimeSpan.Zero);
        }
    }

    [Fact]
    public void Broadcast_gives_every_row_to_every_subtask()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var job = new RandomJob(seed, Partitioning.Broadcast);
            using var runtime = new SimulatedRuntime(seed);
            job.Run(runtime);
            for (int subtask = 0; subtask < job.Parallelism; subtask++)
            {
                Assert.True(
                    job.ExpectedRows.SequenceEqual(
                        job.Checked.Of(subtask).Where(line => line[0] == '+').Order(StringComparer.Ordinal)),
                    $"seed {seed}");
            }
        }
    }

    [Fact]
    public void A_key_always_meets_the_same_subtask()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var job = new RandomJob(seed, Partitioning.Hash);
            using var runtime = new SimulatedRuntime(seed);
            job.Run(runtime);
            var keys = Enumerable.Range(0, job.Parallelism)
                .SelectMany(subtask => job.Checked.Of(subtask).Where(line => line[0] == '+').Select(Key).Distinct())
                .ToList();
            Assert.True(keys.Count == keys.Distinct().Count(), $"seed {seed}");
        }
    }

    [Fact]
    public void Watermarks_stand_between_the_same_rows_behind_a_hash_exchange()
    {
        int compared = 0;
        for (int seed = 0; seed < 800; seed++)
        {
            var job = new RandomJob(seed, Partitioning.Hash);
            if (job.Splits.Length != 1)
            {
                continue;
            }

            using var runtime = new SimulatedRuntime(seed);
            job.Run(runtime);
            for (int subtask = 0; subtask < job.Parallelism; subtask++)
            {
                var mine = job.Checked.Of(subtask).Where(line => line[0] == '+').Select(Key).ToHashSet();
                IEnumerable<string> expected = job.Splits[0]
                    .Where(step => step is long || (step is object?[] row && mine.Contains($"{row[0]}")))
                    .Select(step => step is object?[] row ? $"+I {string.Join(' ', row)}" : $"W {step}")
                    .Append("W max");
                IEnumerable<string> seen = job.Checked.Of(subtask).Where(line => line[0] is '+' or 'W');
                Assert.True(Collapse(expected).SequenceEqual(Collapse(seen)), $"seed {seed}");
                compared++;
            }
        }

        Assert.True(compared > 100);

        // Of watermarks without a row between them only the last counts.
        static IEnumerable<string> Collapse(IEnumerable<string> log)
        {
            string[] lines = [.. log];
            return lines.Where((line, index) =>
                line[0] == '+' || index + 1 == lines.Length || lines[index + 1][0] == '+');
        }
    }

    /// <summary>Not only is no row late: the watermark at a row is as far as it can be.</summary>
    [Theory]
    [InlineData(Partitioning.Hash)]
    [InlineData(Partitioning.Rebalance)]
    [InlineData(Partitioning.Forward)]
    [InlineData(Partitioning.Global)]
    [InlineData(Partitioning.Broadcast)]
    public void A_row_of_a_lone_source_stands_behind_the_watermark_it_was_read_behind(Partitioning partitioning)
    {
        int compared = 0;
        for (int seed = 0; seed < 600; seed++)
        {
            var job = new RandomJob(seed, partitioning);
            if (job.Splits.Length != 1)
            {
                continue;
            }

            using var runtime = new SimulatedRuntime(seed);
            job.Run(runtime);
            List<string> expected = Behind(job.Splits[0]
                .Select(step => step is object?[] row ? $"+I {string.Join(' ', row)}" : $"W {step}")
                .Where(line => !line.Contains(':')));
            for (int subtask = 0; subtask < job.Parallelism; subtask++)
            {
                foreach (string line in Behind(job.Checked.Of(subtask)))
                {
                    Assert.True(expected.Contains(line), $"{partitioning}, seed {seed}: {line}");
                    compared++;
                }
            }
        }

        Assert.True(compared > 100);

        static List<string> Behind(IEnumerable<string> log)
        {
            var rows = new List<string>();
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

    [Fact]
    public void The_same_seed_gives_the_same_trace()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Assert.Equal(Trace(seed), Trace(seed));
        }

        static string Trace(int seed)
        {
            using var runtime = new SimulatedRuntime(seed, keepTrace: true);
            new RandomJob(seed, Partitioning.Hash).Run(runtime);
            return runtime.Trace;
        }
    }

    private static string Key(string line) => line.Split(' ')[1];

    private static void CheckLog(IReadOnlyList<string> log, string where, bool mayBeLate)
    {
        long watermark = long.MinValue;
        foreach (string line in log)
        {
            if (line == "W max")
            {
                watermark = long.MaxValue;
            }
            else if (line[0] == 'W')
            {
                long next = long.Parse(line[2..]);
                Assert.True(next >= watermark, $"{where}: {line} after {watermark}");
                watermark = next;
            }
            else if (line[0] == '+')
            {
                Assert.True(mayBeLate || long.Parse(line.Split(' ')[3]) > watermark, $"{where}: {line} behind {watermark}");
            }
        }

        Assert.Equal("end", log[^1]);
        Assert.Single(log, line => line == "W max");
        Assert.Equal("W max", log[^2]);
    }
}
