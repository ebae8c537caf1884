using System.Diagnostics;
using System.Globalization;
using FlinkSql.Tests.Simulation.Swarm.Plans;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// Many seeds of each plan. FLINKSQL_SIM_SEEDS sets how many, FLINKSQL_SIM='plan=sums seed=7' replays one.
/// </summary>
public sealed class SwarmTests(ITestOutputHelper output)
{
    private const int DefaultSeeds = 500;

    private static readonly int s_seeds = int.Parse(
        Environment.GetEnvironmentVariable("FLINKSQL_SIM_SEEDS") ?? $"{DefaultSeeds}", CultureInfo.InvariantCulture);

    /// <summary>Without these a run would prove nothing about them.</summary>
    private static readonly string[] s_situations =
    [
        "kill of a TaskManager", "kill of the leader", "kill of all nodes", "kill in a disk operation",
        "kill before a commit took effect", "kill after a commit took effect", "kill before the first row, during recovery",
        "kill after the last row", "started from a checkpoint", "last commit", "a way is cut in one direction",
        "a node that is well is thought to be gone", "another leader is chosen though there is one",
        "task failure: open", "task failure: read", "task failure: position", "task failure: close",
    ];

    private static readonly (string Plan, long Seed)? s_replay = Replay(Environment.GetEnvironmentVariable("FLINKSQL_SIM"));

    public static TheoryData<string> Names => [.. AllPlans.Running.Select(plan => plan.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_kill_or_fault_shows_in_the_output(string name)
    {
        SimulationPlan plan = AllPlans.Find(name);
        if (s_replay is not null)
        {
            if (s_replay.Value.Plan == name)
            {
                string trace = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "simulation", $"{name}-{s_replay.Value.Seed}.txt");
                output.WriteLine($"trace: {trace}\n{SwarmReport.Replay(plan, s_replay.Value.Seed, trace)}");
            }

            return;
        }

        long started = Stopwatch.GetTimestamp();
        SwarmReport report = SwarmReport.Run(plan, s_seeds);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report}\n{seconds:0.0} s, {s_seeds / seconds:0} seeds/s"));
        Assert.True(report.LeastKills >= 5, $"a seed with only {report.LeastKills} kills");
        Assert.True(report.Kills >= 6 * s_seeds, $"only {report.Kills} kills in {s_seeds} seeds");
        if (s_seeds >= DefaultSeeds)
        {
            Assert.Empty(Situations(name).Except(report.Situations.Keys));
        }
    }

    // The sink of files has no writers and commits of its own for the simulation to note.
    private static IEnumerable<string> Situations(string plan) => plan == "files" ? s_situations.Except(["last commit"]) : s_situations;

    private static (string Plan, long Seed)? Replay(string? text) => text?.Split(' ', '=') is ["plan", var plan, "seed", var seed]
        ? (plan, long.Parse(seed, CultureInfo.InvariantCulture))
        : text is null ? null : throw new FormatException($"FLINKSQL_SIM is '{text}', not 'plan=NAME seed=NUMBER'");
}
