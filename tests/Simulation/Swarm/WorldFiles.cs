using FlinkSql.Runtime.Storage;
using FlinkSql.Tests.Simulation.Disk;

namespace FlinkSql.Tests.Simulation.Swarm;

/// <summary>The disk of the run that is under way; an empty one while there is none.</summary>
internal sealed class WorldFiles : IFileSystem
{
    private static SimulatedFileSystem Now => World.SinkFiles;

    public IWritableFile Create(string path) => Now.Create(path);

    public IWritableFile OpenAppend(string path) => Now.OpenAppend(path);

    public IReadableFile OpenRead(string path) => Now.OpenRead(path);

    public void Replace(string from, string to) => Now.Replace(from, to);

    public void Move(string from, string to) => Now.Move(from, to);

    public void Delete(string path) => Now.Delete(path);

    public IReadOnlyList<FileEntry> List(string path) => Now.List(path);

    public bool CreateDirectory(string path) => Now.CreateDirectory(path);

    public void DeleteDirectory(string path) => Now.DeleteDirectory(path);

    public void SyncDirectory(string path) => Now.SyncDirectory(path);
}
