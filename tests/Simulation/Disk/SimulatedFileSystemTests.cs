using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The simulated disk conforms.</summary>
public sealed class SimulatedFileSystemTests : FileSystemConformance
{
    public SimulatedFileSystemTests() => Files.CreateDirectory(Root);

    private protected override IFileSystem Files { get; } = new SimulatedDisk(1).Mount();

    private protected override string Root => "/root";
}
