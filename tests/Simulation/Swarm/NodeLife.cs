using FlinkSql.Runtime.Cluster;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>One life of a node of a run.</summary>
/// <param name="Id">Which life of which node.</param>
/// <param name="Runtime">All that its actors do.</param>
/// <param name="Files">The disk as it sees it.</param>
/// <param name="Contender">On a node that may lead: what leads.</param>
internal sealed record NodeLife(NodeId Id, SimulatedNode Runtime, SimulatedFileSystem Files, JobManagerContender? Contender)
{
    public void Kill()
    {
        Files.Kill();
        Runtime.Kill();
    }
}
