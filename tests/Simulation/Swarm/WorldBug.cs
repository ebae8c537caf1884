namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>Defects of the parts that the simulation itself brings along, planted to see that they are found.</summary>
internal enum WorldBug
{
    /// <summary>The snapshot of an operator refers to what the operator goes on to change.</summary>
    SnapshotByReference,

    /// <summary>A sink commits when it is to prepare.</summary>
    VisibleAtPrepare,

    /// <summary>A commit that is repeated shows its rows again.</summary>
    CommitTwice,

    /// <summary>A sink does not remove what former runs have begun.</summary>
    LeftoversStay,
}
