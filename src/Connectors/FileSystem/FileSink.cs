using FlinkSql.Columnar;
using FlinkSql.Connectors.Files;
using FlinkSql.Connectors.Formats;
using FlinkSql.Connectors.Options;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Writes files that nobody sees before they are committed: each writer fills staged files in a hidden folder inside the
/// target, and a commit renames them. A job that takes checkpoints shows new part files at each of them; another one shows
/// all when it has succeeded. A path that is one file is replaced at the end, and so are the files of a folder that is
/// overwritten. Snapshots take each other's place: see <see cref="FileSnapshotWriter"/>.
/// </summary>
internal sealed class FileSink : ISink
{
    private readonly ConnectorTable _table;
    private readonly IFileSystem _files;
    private readonly FileStaging _staging;

    public FileSink(ConnectorTable table, IFormat format, string path, IFileSystem files)
    {
        var options = new OptionSet(table.Options);
        _table = table;
        _files = files;
        Format = format;
        Target = FileTarget.Of(files, path, format.Extension);
        Options = FileSinkOptions.Of(options);
        Overwrites = options.Flag(FileSystemConnector.OverwriteKey);
        Publisher = new FilePublisher(files, Target.Folder);
        Partitions = new FilePartitions(
            [.. table.PhysicalFields()], table.PartitionColumns, options.Text(FilePartitions.DefaultNameKey));
        _staging = new FileStaging(files, Target.Folder);
    }

    public IFormat Format { get; }

    public FileTarget Target { get; }

    public FileSinkOptions Options { get; }

    public FilePublisher Publisher { get; }

    public FilePartitions Partitions { get; }

    /// <summary>Whether the files of the folder, or of the partitions that get any, are replaced.</summary>
    public bool Overwrites { get; }

    /// <summary>Whether nothing is seen before all is written, whatever checkpoints there are.</summary>
    public bool ShowsAllAtOnce => Target.IsSingleFile || Overwrites;

    public ISinkWriter Open(SinkContext context)
    {
        CreateFolders(context.Run);
        if (!context.Snapshots)
        {
            return new FileSinkWriter(this, context);
        }

        string file = Target.IsSingleFile ? Path.GetFileName(Target.Path) : $"part-0-0.{Target.Extension}";
        if (!Target.IsSingleFile && Visible(Target.Folder).FirstOrDefault(other => other != file) is { } other)
        {
            throw ConnectorErrors.OtherFiles(Target.Path, other, file);
        }

        return new FileSnapshotWriter(this, file, context);
    }

    public void Recover(SinkRun run, SinkState restored) => Run("recovering", () =>
    {
        Publish(run, restored.Committables, isLast: false);
        _staging.Clean(run, restored.Unfinished.Select(bytes => StagedFile.Of(bytes).Staged));
    });

    public void Commit(SinkCommit commit) => Run("publishing", () =>
    {
        Publish(commit.Run, commit.Committables, commit.IsLast);
        if (commit.IsLast)
        {
            _staging.Clean(commit.Run with { Attempt = commit.Run.Attempt + 1 }, []);
            _staging.RemoveIfEmpty(commit.Run);
            _files.SyncDirectory(Target.Folder);
        }
    });

    public void Abort(SinkRun run, SinkState retained) => Run("cleaning", () =>
    {
        IEnumerable<byte[]> needed = [.. retained.Committables, .. retained.Unfinished];
        _staging.Clean(run with { Attempt = run.Attempt + 1 }, needed.Select(bytes => StagedFile.Of(bytes).Staged));
        _staging.RemoveIfEmpty(run);
        _staging.RemoveCreated();
    });

    /// <summary>Begins a staged file.</summary>
    public FilePart OpenPart(SinkContext context, string staged, string target, StagedFile? former = null)
    {
        IWritableFile file = _files.Create(Path.Combine(Target.Folder, staged));
        try
        {
            if (former is not null)
            {
                Copy(former, file);
            }

            var columns = new Schema(_table.PhysicalFields().ToEquatable());
            var request = new WriteRequest(new StagedStream(file), _table, columns, context.Memory)
            {
                GoesOn = former is not null,
            };
            return new FilePart(file, Format.OpenWriter(request), staged, target, context.Clock);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Completes what a former run was writing: the part of it that the checkpoint covers. It is copied, because a writer
    /// that is not known to be dead may still add to the file.
    /// </summary>
    public StagedFile Complete(StagedFile former, string staged)
    {
        using IWritableFile file = _files.Create(Path.Combine(Target.Folder, staged));
        Copy(former, file);
        file.Sync();
        return former with { Kind = StagedKind.Part, Staged = staged };
    }

    /// <summary>What a checkpoint is to hold: the names of the files are durable too.</summary>
    public SinkState Prepared(SinkRun run, IEnumerable<StagedFile> finished, IEnumerable<StagedFile> unfinished)
    {
        var state = new SinkState(
            [.. finished.Select(file => file.ToBytes())], [.. unfinished.Select(file => file.ToBytes())]);
        if (!state.IsEmpty)
        {
            _staging.Sync(run);
        }

        return state;
    }

    /// <summary>Drops a staged file; it stays hidden if that fails, and what led here is the failure to report.</summary>
    public void Drop(string staged)
    {
        try
        {
            _files.TryDelete(Path.Combine(Target.Folder, staged));
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Turns the failures of the system into those of the connector.</summary>
    public void Run(string doing, Action action)
    {
        try
        {
            action();
        }
        catch (FileSystemException error)
        {
            throw ConnectorErrors.SystemError(Target.Path, doing, error);
        }
    }

    private void Copy(StagedFile former, IWritableFile into)
    {
        string path = Path.Combine(Target.Folder, former.Staged);
        using IReadableFile from = _files.OpenRead(path);
        byte[] bytes = new byte[Math.Min(former.Length, 1 << 20)];
        for (long done = 0; done < former.Length;)
        {
            int read = from.Read(done, bytes.AsSpan(0, (int)Math.Min(bytes.Length, former.Length - done)));
            if (read == 0)
            {
                throw ConnectorErrors.PreparedFileLost(Path.Combine(Target.Folder, former.Target), path, null);
            }

            into.Write(bytes.AsSpan(0, read));
            done += read;
        }
    }

    private void CreateFolders(SinkRun run)
    {
        try
        {
            _staging.Create(run);
        }
        catch (FileSystemException error)
        {
            _staging.RemoveCreated();
            throw ConnectorErrors.Unwritable(Target.Folder, error);
        }
    }

    private void Publish(SinkRun run, IReadOnlyList<byte[]> committables, bool isLast)
    {
        StagedFile[] staged = [.. committables.Select(StagedFile.Of)];
        string[] former = Overwrites && !Target.IsSingleFile ? [.. Former(run, staged, isLast)] : [];
        Publisher.Publish(staged);

        // The new files are there before the old ones go: a crash in between shows too much, never too little.
        Delete(former);
    }

    /// <summary>What is to be overwritten: the files of others where the job has put its own.</summary>
    private IEnumerable<string> Former(SinkRun run, StagedFile[] staged, bool isLast)
    {
        IEnumerable<string> folders = staged.Select(file => Path.GetDirectoryName(Path.Combine(Target.Folder, file.Target))!);
        if (isLast && Partitions.IsEmpty)
        {
            folders = folders.Append(Target.Folder);
        }

        foreach (string folder in folders.Distinct())
        {
            foreach (string name in Visible(folder).Where(name => !FileSinkWriter.IsOf(name, run)))
            {
                yield return Path.Combine(folder, name);
            }
        }
    }

    private void Delete(string[] paths)
    {
        foreach (string path in paths)
        {
            try
            {
                _files.Delete(path);
            }
            catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
            {
                // It is gone, as it should be.
            }
        }

        foreach (string folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            _files.SyncDirectory(folder);
        }
    }

    private string[] Visible(string folder)
    {
        try
        {
            return
            [
                .. _files.List(folder)
                    .Where(entry => !entry.IsDirectory && !Glob.IsHidden(entry.Name))
                    .Select(entry => entry.Name)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return [];
        }
    }
}
