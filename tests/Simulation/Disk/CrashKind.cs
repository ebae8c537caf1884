namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>What dies in a crash.</summary>
internal enum CrashKind
{
    /// <summary>The processes: bytes that were not flushed are gone.</summary>
    Process,

    /// <summary>The machine: bytes and names that were not synced are lost, kept or torn.</summary>
    Power,
}
