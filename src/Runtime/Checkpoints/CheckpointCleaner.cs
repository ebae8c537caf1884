using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Deletes checkpoints that were subsumed or abandoned, but for files that others refer to. A failure to delete never
/// fails anything else: what stays is tried again after the next checkpoint.
/// </summary>
internal sealed class CheckpointCleaner(IFileSystem files, string jobDirectory)
{
    /// <summary>How often deleting failed.</summary>
    public long Failures { get; private set; }

    /// <summary>Deletes the checkpoints between two ids that nothing keeps.</summary>
    /// <param name="from">The first id that may go.</param>
    /// <param name="below">The first id that belongs to others and stays.</param>
    /// <param name="kept">Checkpoints that stay whole.</param>
    /// <param name="referenced">Files that stay.</param>
    public void Clean(long from, long below, IReadOnlySet<long> kept, IReadOnlySet<(long Checkpoint, string Name)> referenced)
    {
        long[] ids;
        try
        {
            ids = [.. files.List(jobDirectory).Select(entry => CheckpointNames.Id(entry.Name)).OfType<long>().Order()];
        }
        catch (FileSystemException)
        {
            Failures++;
            return;
        }

        foreach (long id in ids)
        {
            if (id >= from && id < below && !kept.Contains(id))
            {
                Delete(id, referenced);
            }
        }
    }

    private void Delete(long id, IReadOnlySet<(long Checkpoint, string Name)> referenced)
    {
        string directory = Path.Combine(jobDirectory, CheckpointNames.Of(id));
        try
        {
            bool keep = false;
            foreach (FileEntry entry in files.List(directory).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                bool used = entry.IsDirectory || referenced.Contains((id, entry.Name));
                keep |= used || !Deleted(Path.Combine(directory, entry.Name));
            }

            if (!keep)
            {
                files.DeleteDirectory(directory);
            }
        }
        catch (FileSystemException)
        {
            Failures++;
        }
    }

    private bool Deleted(string path)
    {
        bool deleted = files.TryDelete(path);
        Failures += deleted ? 0 : 1;
        return deleted;
    }
}
