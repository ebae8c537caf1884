using System.Globalization;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Engine.Recovery;

/// <summary>Takes savepoints of one job.</summary>
/// <param name="master">The job.</param>
/// <param name="start">Where its checkpoints are; null for a query, which has none.</param>
/// <param name="clock">For the names of savepoints.</param>
internal sealed class JobSavepoints(JobMaster master, JobStart? start, TimeProvider clock)
{
    private const int Tries = 20;

    /// <summary>Saves the state of the job in a folder and gives its path.</summary>
    /// <param name="path">A folder that does not exist yet, or one to put the savepoint into; null for that of the settings.</param>
    /// <exception cref="CheckpointException">There is no place for it, or the checkpoint did not come about.</exception>
    public async Task<string> TakeAsync(string? path)
    {
        string directory = Place(path);
        for (int tries = 0; tries < Tries; tries++)
        {
            await master.TakeCheckpoint(aligned: true).ConfigureAwait(false);
            if (TrySave(directory))
            {
                return directory;
            }
        }

        throw new CheckpointException(
            $"the checkpoints of {start!.Name} follow each other too fast to copy one: "
            + $"SET '{RecoveryOptions.Retained}' higher, or '{RecoveryOptions.Interval}' longer");
    }

    /// <summary>Ends the job at a checkpoint and saves that.</summary>
    /// <param name="path">As for <see cref="TakeAsync"/>.</param>
    /// <param name="drain">Whether the input is ended first, so that all windows close.</param>
    /// <exception cref="CheckpointException">There is no place for it, or the checkpoint did not come about; the job goes on.</exception>
    public async Task<string> StopAsync(string? path, bool drain)
    {
        string directory = Place(path);
        await master.StopWithCheckpoint(drain).ConfigureAwait(false);
        await master.Completion.ConfigureAwait(false);
        return TrySave(directory)
            ? directory
            : throw new CheckpointException(
                $"the job has stopped, but its last checkpoint in {start!.Checkpoints!.Directory} could not be copied to {directory}");
    }

    // Checkpoints in memory are not deleted while they are copied.
    private bool TrySave(string directory)
    {
        if (start!.Checkpoints is { } checkpoints)
        {
            return checkpoints.TrySave(directory);
        }

        ((MemoryCheckpointStorage)start.Storage).Save(new LocalFileSystem(), start.Name, directory);
        return true;
    }

    private string Place(string? path)
    {
        if (start is null)
        {
            throw new CheckpointException("a query that prints has no savepoints: INSERT its rows into a table");
        }

        string? folder = path is null ? start.SavepointFolder : RecoveryOptions.FullPath(path);
        if (folder is null)
        {
            throw new CheckpointException($"where to? Give a path, or SET '{RecoveryOptions.SavepointDirectory}' before the job is started");
        }

        return path is not null && !Directory.Exists(folder) ? folder : Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $"savepoint-{start.Name}-{clock.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss-fff}"));
    }
}
