using System.Globalization;
using FlinkSql.Runtime.Connect;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// The hidden folder inside the target in which the files of one sink of one job lie until they are published: on the
/// same device, so that a rename publishes them. Their names say which run wrote them.
/// </summary>
internal sealed class FileStaging(IFileSystem files, string target)
{
    private readonly Lock _gate = new();
    private readonly Stack<string> _created = new();

    /// <summary>The folder of a job, from the target.</summary>
    public static string FolderOf(SinkRun run) => $".staging-{run.Job}";

    /// <summary>Where a writer puts its next file, from the target; no other run or subtask uses the name.</summary>
    public static string NewName(SinkContext context, long number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{FolderOf(context.Run)}/.{context.Run.Token}.{context.Run.Attempt}-{context.Subtask}-{number}");

    /// <summary>Makes the folders.</summary>
    public void Create(SinkRun run)
    {
        lock (_gate)
        {
            string folder = Path.Combine(target, FolderOf(run));
            Make(folder);
            files.CreateDirectories(folder);
        }
    }

    /// <summary>Makes the names of staged files durable.</summary>
    public void Sync(SinkRun run) => files.SyncDirectory(Path.Combine(target, FolderOf(run)));

    /// <summary>Removes what runs before a given one have left, but for files that are still needed.</summary>
    public void Clean(SinkRun run, IEnumerable<string> needed)
    {
        string folder = FolderOf(run);
        HashSet<string> keep = [.. needed];
        foreach (string name in Names(Path.Combine(target, folder)))
        {
            if (!keep.Contains($"{folder}/{name}") && IsBefore(name, run))
            {
                files.TryDelete(Path.Combine(target, folder, name));
            }
        }
    }

    /// <summary>Removes the folder of a job that is over; one that still holds something stays.</summary>
    public void RemoveIfEmpty(SinkRun run) => TryRemove(Path.Combine(target, FolderOf(run)));

    /// <summary>Removes the folders that were made here, if nobody has put anything there.</summary>
    public void RemoveCreated()
    {
        lock (_gate)
        {
            while (_created.TryPeek(out string? folder) && TryRemove(folder))
            {
                _created.Pop();
            }
        }
    }

    private static bool IsBefore(string name, SinkRun run)
    {
        string[] parts = name.Split('.', '-');
        return parts.Length > 2
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out long token)
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int attempt)
            && run.IsAfter(token, attempt);
    }

    private IEnumerable<string> Names(string folder)
    {
        try
        {
            return files.List(folder).Select(entry => entry.Name).Order(StringComparer.Ordinal);
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return [];
        }
    }

    private void Make(string folder)
    {
        try
        {
            if (files.CreateDirectory(folder))
            {
                _created.Push(folder);
            }
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound && folder.Length > 1)
        {
            Make(Path.GetDirectoryName(folder)!);
            Make(folder);
        }
    }

    private bool TryRemove(string folder)
    {
        try
        {
            files.DeleteDirectory(folder);
            return true;
        }
        catch (FileSystemException failure)
        {
            return failure.Error == FileSystemError.NotFound;
        }
    }
}
