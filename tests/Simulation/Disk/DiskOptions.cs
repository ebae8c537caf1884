namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>How often a simulated disk misbehaves: once in so many operations of a kind, 0 for never.</summary>
internal sealed record DiskOptions
{
    /// <summary>Any operation fails with an input/output error, and may have taken place or not.</summary>
    public int IoErrorOneIn { get; init; }

    /// <summary>An operation that needs space finds none; a write may have written some bytes.</summary>
    public int NoSpaceOneIn { get; init; }

    /// <summary>Deleting fails.</summary>
    public int DeleteErrorOneIn { get; init; }

    /// <summary>A read returns bytes of which one bit is wrong.</summary>
    public int BitFlipOneIn { get; init; }

    /// <summary>A read returns fewer bytes than asked for.</summary>
    public int ShortReadOneIn { get; init; } = 4;
}
