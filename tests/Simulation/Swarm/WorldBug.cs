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
    /// <summary>Files of a sink are not synced when they are prepared.</summary>
    SinkFilesNotSynced,

    /// <summary>The folder of a sink is not synced when its files have got their names.</summary>
    SinkFolderNotSynced,

    /// <summary>The folder of a checkpoint is not synced before its manifest is.</summary>
    CheckpointFolderNotSynced,

    /// <summary>The folder of the catalog is not synced when a checkpoint is published.</summary>
    CatalogNotSynced,

    /// <summary>Nobody looks whether ids of checkpoints come twice.</summary>
    IdsNotWatched,
}
