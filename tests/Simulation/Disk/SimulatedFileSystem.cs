using FlinkSql.Runtime.Storage;

namespace FlinkSql.Tests.Simulation.Disk;

/// <summary>A simulated disk as one process sees it. The process can be killed without the others.</summary>
internal sealed class SimulatedFileSystem(SimulatedDisk disk, string process) : IFileSystem
{
    private readonly int _incarnation = disk.Incarnation;
    private bool _killed;

    public SimulatedDisk Disk => disk;

    /// <summary>Runs before every operation, with its kind and path: the moment at which others get in between.</summary>
    public Action<string, string>? Before { get; set; }

    /// <summary>The process is gone, and with it what it had not flushed.</summary>
    public void Kill() => _killed = true;

    public IWritableFile Create(string path)
    {
        var file = new DiskFile();
        Run("create", path, new DiskAction(() => SetNew(path, file)) { NeedsSpace = true });
        return new SimulatedWritableFile(this, path, file);
    }

    public IWritableFile OpenAppend(string path)
    {
        DiskFile? file = null;
        Run("open", path, new DiskAction(() => file = File(path)));
        return new SimulatedWritableFile(this, path, file!);
    }

    public IReadableFile OpenRead(string path)
    {
        DiskFile? file = null;
        Run("open", path, new DiskAction(() => file = File(path)));
        return new SimulatedReadableFile(this, path, file!);
    }

    public void Replace(string from, string to) => Run("rename", $"{from} {to}", new DiskAction(() =>
    {
        DiskFile file = File(from);
        DiskDirectory target = Parent(to);
        if (target.Names.GetValueOrDefault(Name(to)) is DiskDirectory)
        {
            throw new FileSystemException(FileSystemError.IsADirectory, "rename", to);
        }

        Rename(from, target, to, file);
    }));

    public void Move(string from, string to) => Run("move", $"{from} {to}", new DiskAction(() =>
    {
        object node = Node(from);
        DiskDirectory target = Parent(to);
        if (target.Names.ContainsKey(Name(to)))
        {
            throw new FileSystemException(FileSystemError.AlreadyExists, "move", to);
        }

        Rename(from, target, to, node);
    }));

    public void Delete(string path) => Run("delete", path, new DiskAction(() =>
        disk.Journal.Add(NameChange.Lose(Parent(path), Name(path), File(path))))
    { Deletes = true });

    public IReadOnlyList<FileEntry> List(string path)
    {
        FileEntry[] entries = [];
        Run("list", path, new DiskAction(() => entries = disk.Shuffle(
            [.. Directory(path).Names.Select(named => new FileEntry(named.Key, named.Value is DiskDirectory, (named.Value as DiskFile)?.Length ?? 0))])));
        return entries;
    }

    public bool CreateDirectory(string path)
    {
        bool created = false;
        Run("create directory", path, new DiskAction(() =>
        {
            if (path == "/" || Parent(path).Names.ContainsKey(Name(path)))
            {
                return;
            }

            SetNew(path, new DiskDirectory());
            created = true;
        })
        { NeedsSpace = true });
        return created;
    }

    public void DeleteDirectory(string path) => Run("delete directory", path, new DiskAction(() =>
    {
        DiskDirectory directory = Directory(path);
        if (directory.Names.Count > 0)
        {
            throw new FileSystemException(FileSystemError.NotEmpty, "delete directory", path);
        }

        disk.Journal.Add(NameChange.Lose(Parent(path), Name(path), directory));
    })
    { Deletes = true });

    public void SyncDirectory(string path) =>
        Run("sync directory", path, new DiskAction(() => disk.Journal.Sync(Directory(path))));

    internal void Run(string kind, string path, DiskAction action)
    {
        Before?.Invoke(kind, path);
        if (_killed || _incarnation != disk.Incarnation)
        {
            throw new DiskCrashException($"{process} is dead");
        }

        disk.Run(process, kind, path, action);
    }

    internal DiskFile File(string path) => Node(path) as DiskFile
        ?? throw new FileSystemException(FileSystemError.IsADirectory, "open", path);

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private void Rename(string from, DiskDirectory target, string to, object node) => disk.Journal.Add(
        NameChange.Set(target, Name(to), node), NameChange.Lose(Parent(from), Name(from), node));

    private void SetNew(string path, object node)
    {
        DiskDirectory parent = Parent(path);
        if (parent.Names.ContainsKey(Name(path)))
        {
            throw new FileSystemException(FileSystemError.AlreadyExists, "create", path);
        }

        disk.Journal.Add(NameChange.Set(parent, Name(path), node));
    }

    private DiskDirectory Parent(string path) => Directory(path[..Math.Max(1, path.LastIndexOf('/'))]);

    private DiskDirectory Directory(string path) => Node(path) as DiskDirectory
        ?? throw new FileSystemException(FileSystemError.NotADirectory, "open", path);

    private object Node(string path)
    {
        object node = disk.Root;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node is not DiskDirectory directory)
            {
                throw new FileSystemException(FileSystemError.NotADirectory, "open", path);
            }

            node = directory.Names.GetValueOrDefault(name)
                ?? throw new FileSystemException(FileSystemError.NotFound, "open", path);
        }

        return node;
    }
}
