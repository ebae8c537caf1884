using FlinkSql.Runtime.Faults;
using FlinkSql.Tests.Simulation.Swarm.Plans;
using Xunit;
using Xunit.Abstractions;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>
/// The simulation is worth what it finds: each of these defects of the protocol, planted on purpose, is found within a
/// few seeds. The same seeds go well without it, see <see cref="SwarmTests"/>.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int MostSeeds = 500;

    [Theory]
    [InlineData("sums", nameof(PlantedBug.NoAlignment))]
    [InlineData("sums", nameof(PlantedBug.NoAlignmentAtSinks))]
    [InlineData("sums", nameof(PlantedBug.MissingAcknowledgement))]
    [InlineData("union", nameof(PlantedBug.FinishedTooEarly))]
    [InlineData("union", nameof(PlantedBug.NoCommitAtRestore))]
    [InlineData("clock", nameof(PlantedBug.TimersLost))]
    [InlineData("union", nameof(PlantedBug.PositionBehindBarrier))]
    [InlineData("late", nameof(PlantedBug.WatermarksLost))]
    [InlineData("sums", nameof(PlantedBug.StateNotDurable))]
    [InlineData("sums", nameof(PlantedBug.NoFencing))]
    [InlineData("sums", nameof(PlantedBug.KeyGroupGap))]
    [InlineData("sums", nameof(PlantedBug.IdsUsedAgain))]
    public void A_planted_bug_is_found(string plan, string bug) => Find(plan, [Enum.Parse<PlantedBug>(bug)], []);

    [Theory]
    [InlineData("sums", nameof(WorldBug.SnapshotByReference))]
    [InlineData("union", nameof(WorldBug.VisibleAtPrepare))]
    [InlineData("union", nameof(WorldBug.CommitTwice))]
    [InlineData("union", nameof(WorldBug.LeftoversStay))]
    [InlineData("files", nameof(WorldBug.SinkFilesNotSynced))]
    [InlineData("files", nameof(WorldBug.SinkFolderNotSynced))]
    [InlineData("files", nameof(WorldBug.CheckpointFolderNotSynced))]
    [InlineData("files", nameof(WorldBug.CatalogNotSynced))]
    public void A_planted_bug_of_operator_or_sink_is_found(string plan, string bug) => Find(plan, [], [Enum.Parse<WorldBug>(bug)]);

    /// <summary>Alone it stays hidden: ids are never used again, so what a former attempt says names no checkpoint under way.</summary>
    [Fact]
    public void A_late_acknowledgement_is_found_with_ids_that_come_again() =>
        Find("sums", [PlantedBug.LateAcknowledgement, PlantedBug.IdsUsedAgain], []);

    private void Find(string name, PlantedBug[] planted, WorldBug[] bugs)
    {
        SimulationPlan plan = AllPlans.Find(name);
        plan.Prepare();
        using IDisposable until = Planted.Bugs(planted);
        for (int seed = 0; seed < MostSeeds; seed++)
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
