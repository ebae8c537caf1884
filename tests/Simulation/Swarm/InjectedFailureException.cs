namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>A failure of a task that the simulation has planned.</summary>
internal sealed class InjectedFailureException(string where) : Exception($"injected: {where}");
