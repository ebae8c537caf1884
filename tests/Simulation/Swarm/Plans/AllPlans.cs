namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>The plans that are simulated.</summary>
internal static class AllPlans
{
    /// <summary>Those that hold what they promise.</summary>
    public static IReadOnlyList<SimulationPlan> Running { get; } =
        [new KeyedSumPlan(), new UnionPlan(), new WindowPlan(), new SessionPlan(), new ProcessingTimePlan(), new RegionsPlan()];

    public static SimulationPlan Find(string name) => Running.First(plan => plan.Name == name);
}
