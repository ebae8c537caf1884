using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>The durable checkpoints of one job, for who starts it: which there are, and where new ones go.</summary>
/// <param name="files">The files.</param>
/// <param name="root">The folder that holds one folder for each job.</param>
/// <param name="job">The name of the job.</param>
public sealed class JobCheckpoints(IFileSystem files, string root, string job)
{
    private readonly CheckpointStore _store = new(files, root, job);

    /// <summary>The folder of the job.</summary>
    public string Directory => _store.Directory;

    /// <summary>Whether a text can be the name of a job.</summary>
    public static bool IsName(string text) => CheckpointNames.IsJob(text);

    /// <summary>Reads a checkpoint or savepoint by the path of its folder.</summary>
    /// <exception cref="CheckpointException">There is none, or it is damaged.</exception>
    public static SavedCheckpoint Open(IFileSystem files, string path)
    {
        try
        {
            return new SavedCheckpoint(CheckpointStore.Open(files, path), []);
        }
        catch (Exception failure) when (failure is CheckpointDamagedException or FileSystemException)
        {
            throw new CheckpointException(failure.Message, failure);
        }
    }

    /// <summary>The newest whole checkpoint; null when there is none yet.</summary>
    /// <exception cref="CheckpointException">There are checkpoints, but none that can be used.</exception>
    public SavedCheckpoint? Newest()
    {
        try
        {
            CheckpointLoad load = _store.LoadNewest();
            return load.Checkpoint is null
                ? null
                : new SavedCheckpoint(load.Checkpoint, [.. load.Damaged.Select(damage => damage.ToString())]);
        }
        catch (Exception failure) when (failure is CheckpointDamagedException or FileSystemException)
        {
            throw new CheckpointException(failure.Message, failure);
        }
    }

    /// <summary>
    /// Copies the newest checkpoint into a folder that its user keeps; false if it was replaced by a newer one meanwhile,
    /// or holds rows that barriers have overtaken.
    /// </summary>
    /// <param name="directory">A folder that does not exist yet.</param>
    /// <exception cref="CheckpointException">The folder cannot be written, or there is no checkpoint.</exception>
    public bool TrySave(string directory)
    {
        try
        {
            LoadedCheckpoint newest = _store.LoadNewest().Checkpoint
                ?? throw new CheckpointException($"there is no checkpoint in {Directory}");
            if (DurableCheckpointStorage.Describe(newest).HasInFlight)
            {
                return false;
            }

            SavepointCopy.Write(files, newest, Path.TrimEndingDirectorySeparator(directory));
            return true;
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            SavepointCopy.Discard(files, directory);
            return false;
        }
        catch (Exception failure) when (failure is CheckpointDamagedException or FileSystemException)
        {
            throw new CheckpointException(failure.Message, failure);
        }
    }

    /// <summary>
    /// Where a run of the job keeps its checkpoints; when it starts, one that is under way elsewhere can publish no more.
    /// </summary>
    /// <param name="owner">Tells this process apart from all others.</param>
    /// <param name="retained">How many completed checkpoints stay.</param>
    /// <param name="clock">For the time that a checkpoint carries.</param>
    /// <exception cref="CheckpointException">The folder cannot be used.</exception>
    public ICheckpointStorage Begin(string owner, int retained, TimeProvider clock)
    {
        try
        {
            return new DurableCheckpointStorage(_store, clock, retained, _store.LastToken(), owner);
        }
        catch (Exception failure) when (failure is CheckpointDamagedException or FileSystemException)
        {
            throw new CheckpointException(failure.Message, failure);
        }
    }
}
