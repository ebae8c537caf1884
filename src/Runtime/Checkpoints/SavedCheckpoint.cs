namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A checkpoint or savepoint on disk, all of whose files were found whole.</summary>
public sealed class SavedCheckpoint
{
    private readonly LoadedCheckpoint _loaded;

    internal SavedCheckpoint(LoadedCheckpoint loaded, IReadOnlyList<string> damaged)
    {
        _loaded = loaded;
        Damaged = damaged;
    }

    /// <summary>Its folder.</summary>
    public string Directory => _loaded.Directory;

    /// <summary>The name of the job that wrote it.</summary>
    public string Job => _loaded.Manifest.Job;

    public long Id => _loaded.Manifest.Id;

    /// <summary>When it was completed.</summary>
    public DateTimeOffset Timestamp => _loaded.Manifest.Contents.Timestamp;

    /// <summary>Whether it belongs to its user and is never deleted here.</summary>
    public bool IsSavepoint => CheckpointNames.Id(Path.GetFileName(Directory)) is null;

    /// <summary>Newer ones that are damaged and were passed over for it.</summary>
    public IReadOnlyList<string> Damaged { get; }

    /// <summary>The state it holds.</summary>
    public JobSnapshot Read() => DurableCheckpointStorage.Read(_loaded);
}
