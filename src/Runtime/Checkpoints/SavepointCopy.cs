using FlinkSql.Columnar;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Makes a savepoint of a checkpoint: the same state in a folder of its own that needs no other. A savepoint thus is what
/// recovery would find, with all that its sinks have committed, and the checkpoints of the job go on as if it were not.
/// </summary>
internal static class SavepointCopy
{
    private const int BlockSize = 256 * 1024;

    /// <summary>Copies a checkpoint; it is whole and durable when this returns, and there is no manifest before that.</summary>
    public static void Write(IFileSystem files, LoadedCheckpoint from, string directory)
    {
        Create(files, directory);
        CheckpointManifest manifest = from.Manifest;
        var location = new CheckpointLocation(manifest.Id, directory, IsSavepoint: true);
        Dictionary<StateFile, StateFile> copies = manifest.Files.Distinct()
            .ToDictionary(file => file, file => Copy(files, from, file, location));
        var contents = manifest.Contents with
        {
            Operators = manifest.Contents.Operators.Select(entry => entry with
            {
                States = entry.States.Select(state => state with { File = copies[state.File] }).ToEquatable(),
            }).ToEquatable(),
        };
        Complete(files, manifest with { Contents = contents }, directory);
    }

    /// <summary>Writes a checkpoint whose rows are in memory.</summary>
    public static void Write(IFileSystem files, JobSnapshot snapshot, string job, long token, string directory)
    {
        Create(files, directory);
        var location = new CheckpointLocation(snapshot.Id, directory, IsSavepoint: true);
        JobSnapshot stored = snapshot with
        {
            Operators = snapshot.Operators
                .Select((each, number) => KeyValuePair.Create(each.Key, (IReadOnlyList<StateSnapshot>)
                    [.. each.Value.Select((state, subtask) => StateFiles.Write(files, location, $"op{number}-subtask{subtask}", state))]))
                .ToDictionary(StringComparer.Ordinal),
        };
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(snapshot.Timestamp);
        Complete(
            files, new CheckpointManifest(snapshot.Id, job, token, DurableCheckpointStorage.ContentsOf(stored, time)), directory);
    }

    /// <summary>Deletes what there is of a savepoint without a manifest.</summary>
    public static void Discard(IFileSystem files, string directory)
    {
        try
        {
            foreach (FileEntry entry in files.List(directory))
            {
                files.TryDelete(Path.Combine(directory, entry.Name));
            }

            files.DeleteDirectory(directory);
        }
        catch (FileSystemException)
        {
            // Without a manifest what stays is no savepoint.
        }
    }

    private static void Create(IFileSystem files, string directory)
    {
        files.CreateDirectories(Path.GetDirectoryName(directory)!);
        if (!files.CreateDirectory(directory))
        {
            throw new FileSystemException(FileSystemError.AlreadyExists, "create directory", directory);
        }
    }

    private static void Complete(IFileSystem files, CheckpointManifest manifest, string directory)
    {
        string temporary = Path.Combine(directory, CheckpointNames.Temporary + CheckpointNames.Manifest);
        files.WriteNew(temporary, ManifestFormat.Write(manifest));
        files.SyncDirectory(directory);
        files.SyncDirectory(Path.GetDirectoryName(directory)!);
        files.Move(temporary, Path.Combine(directory, CheckpointNames.Manifest));
        files.SyncDirectory(directory);
    }

    private static StateFile Copy(IFileSystem files, LoadedCheckpoint from, StateFile file, CheckpointLocation location)
    {
        string name = from.Manifest.IsReference(file) ? $"{file.Checkpoint}-{file.Name}" : file.Name;
        using Stream source = from.OpenState(file);
        using StateFileWriter copy = StateFileWriter.Create(files, location, name);
        source.CopyTo(copy, BlockSize);
        return copy.Complete();
    }
}
