namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>What the simulation checks does not hold.</summary>
internal sealed class BrokenPromiseException(string message, Exception? cause = null) : Exception(message, cause);
