using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>What an operation does, and what it does when it fails or the disk crashes in its midst.</summary>
internal sealed record DiskAction(Action Do)
{
    /// <summary>Null if it is done as a whole or not at all.</summary>
    public Action<SeededRandom>? DoPart { get; init; }

    public bool NeedsSpace { get; init; }

    public bool Deletes { get; init; }
}
