namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>The plans that are simulated.</summary>
internal static class AllPlans
{
    public static IReadOnlyList<SimulationPlan> Running { get; } =
    [
        new KeyedSumPlan(), new UnionPlan(), new WindowPlan(), new LatePlan(), new SessionPlan(), new ProcessingTimePlan(),
        new FilePlan(), new GroupsPlan(), new RegionsPlan(),
    ];

    public static SimulationPlan Find(string name) => Running.First(plan => plan.Name == name);
}
