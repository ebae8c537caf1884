using FlinkSql.Runtime.Connect;

namespace FlinkSql.Tests.Simulation.Swarm.Plans;

/// <summary>For plans that are not run yet.</summary>
internal sealed class WorldSink : ISink
{
    public ISinkWriter Open(SinkContext context) => throw new NotSupportedException();
}
