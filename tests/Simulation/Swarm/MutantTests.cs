using FlinkSql.Runtime.Faults;
using FlinkSql.Tests.Simulation.Swarm.Plans;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// The simulation is worth what it finds: each of these defects of the protocol, planted on purpose, is found within a
/// few seeds. A seed that once found it is tried first; if it no longer does, the others are. The same seeds go well without it, see <see cref="SwarmTests"/>.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int MostSeeds = 500;

    [Theory]
    [InlineData("sums", nameof(PlantedBug.NoAlignment), 21)]
    [InlineData("sums", nameof(PlantedBug.NoAlignmentAtSinks), 6)]
    [InlineData("sums", nameof(PlantedBug.MissingAcknowledgement), 28)]
    [InlineData("union", nameof(PlantedBug.FinishedTooEarly), 74)]
    [InlineData("union", nameof(PlantedBug.NoCommitAtRestore), 12)]
    [InlineData("clock", nameof(PlantedBug.TimersLost), 3)]
    [InlineData("union", nameof(PlantedBug.PositionBehindBarrier), 75)]
    [InlineData("late", nameof(PlantedBug.WatermarksLost), 99)]
    [InlineData("sums", nameof(PlantedBug.StateNotDurable), 3)]
    [InlineData("sums", nameof(PlantedBug.NoFencing), 365)]
    [InlineData("sums", nameof(PlantedBug.KeyGroupGap), 42)]
    [InlineData("sums", nameof(PlantedBug.IdsUsedAgain), 72)]
    public void A_planted_bug_is_found(string plan, string bug, int soonest) => Find(plan, [Enum.Parse<PlantedBug>(bug)], [], soonest);

    [Theory]
    [InlineData("sums", nameof(WorldBug.SnapshotByReference), 2)]
    [InlineData("union", nameof(WorldBug.VisibleAtPrepare), 0)]
    [InlineData("union", nameof(WorldBug.CommitTwice), 0)]
    [InlineData("union", nameof(WorldBug.LeftoversStay), 0)]
    [InlineData("files", nameof(WorldBug.SinkFilesNotSynced), 57)]
    [InlineData("files", nameof(WorldBug.SinkFolderNotSynced), 57)]
    [InlineData("files", nameof(WorldBug.CheckpointFolderNotSynced), 23)]
    [InlineData("files", nameof(WorldBug.CatalogNotSynced), 2)]
    public void A_planted_bug_of_the_world_is_found(string plan, string bug, int soonest) => Find(plan, [], [Enum.Parse<WorldBug>(bug)], soonest);

    /// <summary>
    /// Ids that come again show even where nobody looks at them. That late acknowledgements count adds nothing that has been
    /// seen: a run is over only when all its tasks are closed, and what they say comes before that.
    /// </summary>
    [Fact]
    public void Ids_that_come_again_are_found_by_what_comes_of_them() =>
        Find("sums", [PlantedBug.LateAcknowledgement, PlantedBug.IdsUsedAgain], [WorldBug.IdsNotWatched], soonest: 155);

    private void Find(string name, PlantedBug[] planted, WorldBug[] bugs, int soonest = 0)
    {
        SimulationPlan plan = AllPlans.Find(name);
        plan.Prepare();
        using IDisposable until = Planted.Bugs(planted);
        foreach (int seed in Enumerable.Range(0, MostSeeds).Prepend(soonest))
        {
            try
            {
                SimulationRun.Execute(plan, seed, traced: false, bugs);
            }
            catch (Exception found)
            {
                output.WriteLine($"found by seed {seed} of {name}: {found.Message.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"{string.Join(", ", planted.Select(bug => $"{bug}").Concat(bugs.Select(bug => $"{bug}")))} was not found by {MostSeeds} seeds of {name}");
    }
}
