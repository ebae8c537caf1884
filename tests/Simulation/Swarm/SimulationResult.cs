namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>How a run went.</summary>
/// <param name="Kills">Processes that were killed.</param>
/// <param name="Failures">Failures of tasks.</param>
/// <param name="Checkpoints">Checkpoints that were completed.</param>
/// <param name="Steps">Messages that were handled.</param>
/// <param name="Coverage">The situations it came into.</param>
/// <param name="Trace">Every step, where it was asked for.</param>
internal sealed record SimulationResult(
    int Kills, int Failures, int Checkpoints, long Steps, Coverage Coverage, string Trace);
