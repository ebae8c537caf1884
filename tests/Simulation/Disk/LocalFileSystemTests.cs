using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>The files of the machine conform.</summary>
public sealed class LocalFileSystemTests : FileSystemConformance, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("flinksql-files-").FullName;

    private protected override IFileSystem Files { get; } = new LocalFileSystem();

    private protected override string Root => _root;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
