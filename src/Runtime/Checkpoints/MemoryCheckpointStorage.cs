using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>Keeps the newest checkpoint of a job in memory: enough to restart the job, not to outlive the process.</summary>
public sealed class MemoryCheckpointStorage : ICheckpointStorage
{
    private readonly Lock _gate = new();
    private JobSnapshot? _newest;
    private long _token = long.MinValue;
    private long _lastId;

    public bool Waits => false;

    public ICheckpointSession Begin(long token, string owner)
    {
        lock (_gate)
        {
            Check(token > _token, token);
            _token = token;
            return new Session(this, token);
        }
    }

    /// <summary>The newest checkpoint; null when there is none.</summary>
    public JobSnapshot? Newest()
    {
        lock (_gate)
        {
            return _newest;
        }
    }

    /// <summary>Writes the newest checkpoint into a folder that its user keeps, as a savepoint that is whole in itself.</summary>
    /// <param name="files">The files.</param>
    /// <param name="job">The name of the job.</param>
    /// <param name="directory">A folder that does not exist yet.</param>
    /// <exception cref="CheckpointException">The folder cannot be written, or there is no checkpoint.</exception>
    public void Save(IFileSystem files, string job, string directory)
    {
        JobSnapshot newest;
        lock (_gate)
        {
            newest = _newest?.Share() ?? throw new CheckpointException("there is no checkpoint yet");
        }

        try
        {
            SavepointCopy.Write(files, newest, job, _token, Path.TrimEndingDirectorySeparator(directory));
        }
        catch (FileSystemException failure)
        {
            throw new CheckpointException(failure.Message, failure);
        }
        finally
        {
            newest.Dispose();
        }
    }

    private static void Check(bool newest, long token)
    {
        if (!newest)
        {
            throw new StaleAttemptException("memory", token);
        }
    }

    private sealed class Session(MemoryCheckpointStorage storage, long token) : ICheckpointSession
    {
        public long Token => token;

        public void Confirm()
        {
            lock (storage._gate)
            {
                Check(storage._token == token, token);
            }
        }

        public CheckpointLocation NewCheckpoint() => new(Interlocked.Increment(ref storage._lastId), "", IsSavepoint: false);

        public CheckpointLocation NewSavepoint(string directory) =>
            throw new CheckpointException("a savepoint needs a job whose checkpoints have a directory: set execution.checkpointing.dir");

        public void Publish(CheckpointLocation location, JobSnapshot snapshot)
        {
            foreach (StateSnapshot state in snapshot.Operators.Values.SelectMany(subtasks => subtasks))
            {
                state.MakeDeferred();
            }

            lock (storage._gate)
            {
                Check(storage._token == token, token);
                JobSnapshot? replaced = storage._newest;
                storage._newest = snapshot;
                replaced?.Dispose();
            }
        }

        public void Discard(CheckpointLocation location)
        {
        }

        public JobSnapshot? Newest() => storage.Newest();
    }
}
