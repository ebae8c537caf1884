using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The durable checkpoints of one job: <c>ROOT/JOB/chk-ID/</c> with state files and a manifest, and
/// <c>ROOT/JOB/catalog/</c>, which says which of them count. A checkpoint is durable before the catalog names it.
/// </summary>
internal sealed class CheckpointStore
{
    private readonly IFileSystem _files;

    public CheckpointStore(IFileSystem files, string root, string job)
    {
        if (!CheckpointNames.IsJob(job))
        {
            throw new ArgumentException($"'{job}' cannot name the checkpoints of a job", nameof(job));
        }

        _files = files;
        Job = job;
        Directory = Path.Combine(root, job);
    }

    public string Job { get; }

    /// <summary>The directory of the job under the root.</summary>
    public string Directory { get; }

    internal IFileSystem Files => _files;

    internal CatalogLog Catalog => new(_files, Path.Combine(Directory, CheckpointNames.Catalog));

    /// <summary>The jobs that have checkpoints under a root, in order of their names.</summary>
    public static IReadOnlyList<string> Jobs(IFileSystem files, string root)
    {
        try
        {
            return
            [
                .. files.List(root).Where(entry => entry.IsDirectory && CheckpointNames.IsJob(entry.Name))
                    .Select(entry => entry.Name).Order(StringComparer.Ordinal),
            ];
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return [];
        }
    }

    /// <summary>The job under a root whose newest checkpoint is the latest of all; null if there is no checkpoint.</summary>
    public static CheckpointStore? Latest(IFileSystem files, string root)
    {
        CheckpointStore? latest = null;
        DateTimeOffset newest = DateTimeOffset.MinValue;
        foreach (CheckpointStore store in Jobs(files, root).Select(job => new CheckpointStore(files, root, job)))
        {
            if (store.LoadNewest().Checkpoint?.Manifest.Contents.Timestamp is { } timestamp && timestamp > newest)
            {
                (latest, newest) = (store, timestamp);
            }
        }

        return latest;
    }

    /// <summary>
    /// Begins an attempt of the job, after which none with an equal or lower token can publish. The owner tells apart
    /// two processes that were given the same token; it has letters, digits, <c>-</c>, <c>_</c> and <c>.</c>. The newest
    /// <paramref name="retained"/> completed checkpoints stay, at least 1.
    /// </summary>
    public CheckpointAttempt Begin(long token, string owner, int retained)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfLessThan(retained, 1);
        if (!CheckpointNames.IsJob(owner))
        {
            throw new ArgumentException($"'{owner}' cannot name the owner of an attempt", nameof(owner));
        }

        return CheckpointAttempt.Begin(this, token, owner, retained);
    }

    /// <summary>The token of the newest attempt; -1 if there was none.</summary>
    public long LastToken() => ReadCatalog()?.Record?.Token ?? -1;

    /// <summary>The newest whole checkpoint, for who only looks; an attempt loads its own.</summary>
    public CheckpointLoad LoadNewest()
    {
        while (true)
        {
            CatalogReading? reading = ReadCatalog();
            try
            {
                return reading is null ? new CheckpointLoad(null, []) : LoadNewest(reading);
            }
            catch (CheckpointDamagedException) when (ReadCatalog()?.LastSequence > reading!.LastSequence)
            {
                // The job went on and deleted what the older catalog named.
            }
        }
    }

    /// <summary>Reads a checkpoint or savepoint by the path of its directory, without a catalog.</summary>
    public static LoadedCheckpoint Open(IFileSystem files, string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(directory);
        try
        {
            return LoadedCheckpoint.Read(files, path, null);
        }
        catch (InvalidDataException cause)
        {
            throw new CheckpointDamagedException(path, [new CheckpointDamage(path, cause.Message)]);
        }
    }

    internal CheckpointLoad LoadNewest(CatalogReading reading)
    {
        var damaged = new List<CheckpointDamage>(reading.Damaged);
        foreach (CatalogEntry entry in reading.Record?.Retained.Reverse() ?? [])
        {
            string directory = Path.Combine(Directory, CheckpointNames.Of(entry.Id));
            try
            {
                return new CheckpointLoad(LoadedCheckpoint.Read(_files, directory, entry), damaged);
            }
            catch (InvalidDataException cause)
            {
                damaged.Add(new CheckpointDamage(directory, cause.Message));
            }
        }

        return damaged.Count == 0 ? new CheckpointLoad(null, []) : throw new CheckpointDamagedException(Directory, damaged);
    }

    /// <summary>The catalog; null if the job has none. Checkpoints without a catalog are damage, not a new job.</summary>
    internal CatalogReading? ReadCatalog()
    {
        try
        {
            CatalogReading reading = Catalog.Read();
            if (reading.Record is not null || reading.Damaged.Count > 0)
            {
                return reading.Record is not null ? reading : throw new CheckpointDamagedException(Directory, reading.Damaged);
            }
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            // Looked into below.
        }

        return LastId() < 0
            ? null
            : throw new CheckpointDamagedException(
                Directory, [new CheckpointDamage(Path.Combine(Directory, CheckpointNames.Catalog), "it has no records")]);
    }

    /// <summary>The greatest id of which there is a directory; -1 if there is none.</summary>
    internal long LastId()
    {
        try
        {
            return _files.List(Directory).Select(entry => CheckpointNames.Id(entry.Name) ?? -1).DefaultIfEmpty(-1).Max();
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return -1;
        }
    }
}
