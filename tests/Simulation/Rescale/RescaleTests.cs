using System.Globalization;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.State.RocksDb;
using Xunit;

namespace FlinkSql.Tests.Simulation.Rescale;

/// <summary>
/// Jobs that stop at a checkpoint and go on at another parallelism give what a run without a stop gives.
/// <c>FLINKSQL_RESCALE_SEEDS</c> sets how many seeds each pair of parallelisms is tried with.
/// </summary>
public sealed class RescaleTests(RescaleEngine engine) : IClassFixture<RescaleEngine>
{
    private static readonly int s_seeds =
        int.Parse(Environment.GetEnvironmentVariable("FLINKSQL_RESCALE_SEEDS") ?? "3", CultureInfo.InvariantCulture);

    private static readonly (int From, int To)[] s_pairs =
        [(1, 2), (2, 1), (2, 3), (3, 2), (3, 7), (7, 3), (4, 8), (8, 4), (20, 21), (21, 20)];

    private const string Unaligned =
        "SET 'execution.checkpointing.interval' = '1 h'; SET 'execution.checkpointing.unaligned.enabled' = 'true';";

    private const string RocksDb = "SET 'state.backend.type' = 'rocksdb';";

    // One line for each combination of how barriers pass and where state lies.
    private static readonly (string Name, string Settings)[] s_settings =
    [
        ("aligned, memory", ""),
        ("unaligned, memory", Unaligned),
        .. RocksDbStore.IsInstalled
            ? new[] { ("aligned, RocksDB", RocksDb), ("unaligned, RocksDB", Unaligned + RocksDb) }
            : [],
    ];

    public static IEnumerable<object[]> Matrix { get; } =
        [.. s_settings.SelectMany(settings => RescalePlan.All.Select(plan => new object[] { settings.Name, plan.Name }))];

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Output_is_that_of_a_run_without_stop(string settings, string plan)
    {
        int stopped = 0;
        int overtaken = 0;
        for (int seed = 0; seed < s_seeds; seed++)
        {
            string expected = Through(plan, settings, seed);
            foreach ((int from, int to) in s_pairs)
            {
                RescaleRun run = Check(plan, settings, seed, from, to, expected);
                stopped += run.Stopped ? 1 : 0;
                overtaken += run.Overtaken ? 1 : 0;
            }
        }

        Assert.True(stopped > s_seeds * s_pairs.Length / 2, $"only {stopped} runs were stopped");
        Assert.True(
            settings.StartsWith("unaligned", StringComparison.Ordinal) ? overtaken > s_seeds : overtaken == 0,
            $"{overtaken} checkpoints hold rows that were overtaken");
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void One_subtask_becomes_as_many_as_there_are_key_groups(string settings, string plan) =>
        Assert.True(Check(plan, settings, 7, 1, 128, Through(plan, settings, 7)).Stopped, "the job ended before it was stopped");

    /// <summary>Defects of the protocol that are planted come to light.</summary>
    [Theory]
    [InlineData("KeyGroupGap")]
    [InlineData("NoAlignment")]
    [InlineData("PositionBehindBarrier")]
    public void A_planted_bug_is_found(string bug)
    {
        const string settings = "aligned, memory";
        for (int seed = 0; seed < 3; seed++)
        {
            string expected = Through("group", settings, seed);
            using IDisposable planted = Planted.Bugs(Enum.Parse<PlantedBug>(bug));
            foreach ((int from, int to) in s_pairs)
            {
                if (Record.Exception(() => Check("group", settings, seed, from, to, expected)) is not null)
                {
                    return;
                }
            }
        }

        Assert.Fail($"{bug} was not found");
    }

    /// <summary>Barriers overtake watermarks, so of one window some keys have fired and others not.</summary>
    [Fact]
    public void Windows_fire_once_though_the_subtasks_had_different_watermarks()
    {
        const string settings = "unaligned, memory";
        Assert.True(Check("files", settings, 39, 20, 21, Through("files", settings, 39)).Overtaken);
    }

    private string Through(string plan, string settings, int seed)
    {
        RescaleRun run = Run(plan, settings, seed);
        run.RunThrough(1);
        return run.Output.Length != 0 ? run.Output : throw new InvalidOperationException($"plan {plan} gives no rows");
    }

    private RescaleRun Check(string plan, string settings, int seed, int from, int to, string expected)
    {
        RescaleRun run = Run(plan, settings, seed);
        string name = $"plan {plan}, {settings}, {from} -> {to}, seed {seed}";
        try
        {
            run.RunWithStop(from, to);
            Assert.True(expected == run.Output, $"expected\n{expected}\nbut got\n{run.Output}");
            return run;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{name}: {failure.Message}", failure);
        }
    }

    private RescaleRun Run(string plan, string settings, int seed) => new(
        engine,
        RescalePlan.All.First(each => each.Name == plan),
        s_settings.First(each => each.Name == settings).Settings,
        seed);
}
