namespace FlinkSql.Runtime.Faults;

/// <summary>
/// Defects of the protocol that tests plant to see that they are found. Nothing plants one outside of tests.
/// </summary>
internal enum PlantedBug
{
    /// <summary>An operator with several inputs reads on behind the first barrier.</summary>
    NoAlignment,

    /// <summary>A sink with several inputs reads on behind the first barrier.</summary>
    NoAlignmentAtSinks,

    /// <summary>A checkpoint is complete when all tasks but one have acknowledged it.</summary>
    MissingAcknowledgement,

    /// <summary>What a former attempt acknowledges counts for the current one.</summary>
    LateAcknowledgement,

    /// <summary>Ids of checkpoints that were given up are given out again.</summary>
    IdsUsedAgain,

    /// <summary>A job is finished before its last committables are committed.</summary>
    FinishedTooEarly,

    /// <summary>A restart does not commit what its checkpoint holds.</summary>
    NoCommitAtRestore,

    /// <summary>Timers are not restored.</summary>
    TimersLost,

    /// <summary>A source saves a position behind rows that are sent after the barrier.</summary>
    PositionBehindBarrier,

    /// <summary>Watermarks begin anew after a restore.</summary>
    WatermarksLost,

    /// <summary>State files are not synced before the manifest is.</summary>
    StateNotDurable,

    /// <summary>A leader does not see that another one has taken over.</summary>
    NoFencing,

    /// <summary>Nobody owns the last key group of a subtask.</summary>
    KeyGroupGap,
}
