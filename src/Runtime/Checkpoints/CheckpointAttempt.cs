using FlinkSql.Columnar;
using FlinkSql.Runtime.Faults;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// The right of one attempt of a job to publish checkpoints, for as long as no newer attempt has begun. It belongs to one
/// actor. Ids rise and are never given out twice, not even by different attempts or after a crash.
/// </summary>
internal sealed class CheckpointAttempt
{
    /// <summary>Ids are reserved in the catalog by so many, and those unused at a crash are skipped.</summary>
    private const int ReservedIds = 32;

    private readonly CheckpointStore _store;
    private readonly CatalogLog _catalog;
    private readonly int _retainedCount;
    private readonly RetainedFiles _retained;
    private readonly IReadOnlyList<CheckpointDamage> _damagedRecords;
    private CatalogRecord _record;
    private Exception? _stopped;
    private long _nextId;

    private CheckpointAttempt(CheckpointStore store, CatalogReading? reading, CatalogRecord record, int retainedCount)
    {
        _store = store;
        _catalog = store.Catalog;
        _retainedCount = retainedCount;
        _record = record;
        _nextId = record.ReservedIds - ReservedIds;
        _damagedRecords = reading?.Damaged ?? [];
        Cleaner = new CheckpointCleaner(store.Files, store.Directory);
        _retained = new RetainedFiles(store, record.Retained);
    }

    public long Token => _record.Token;

    /// <summary>Completed checkpoints that are retained, oldest first.</summary>
    public IReadOnlyList<long> Retained => [.. _record.Retained.Select(entry => entry.Id)];

    public CheckpointCleaner Cleaner { get; }

    internal static CheckpointAttempt Begin(CheckpointStore store, long token, string owner, int retainedCount)
    {
        store.Files.CreateDirectories(Path.Combine(store.Directory, CheckpointNames.Catalog));
        while (true)
        {
            CatalogReading? reading = store.ReadCatalog();
            CatalogRecord? last = reading?.Record;
            if (last?.Token >= token)
            {
                throw new StaleAttemptException(store.Job, token);
            }

            // A damaged record may have reserved ids of its own.
            long damaged = reading?.Damaged.Count ?? 0;
            long firstId = Math.Max((last?.ReservedIds ?? 1) + damaged * ReservedIds, store.LastId() + 1);
            var record = new CatalogRecord(
                (reading?.LastSequence ?? 0) + 1, token, owner, firstId + ReservedIds, last?.Retained ?? []);
            if (store.Catalog.TryAppend(record))
            {
                var attempt = new CheckpointAttempt(store, reading, record, retainedCount);
                attempt.CleanAbandoned();
                return attempt;
            }
        }
    }

    /// <summary>The newest whole checkpoint to restore from, and the damaged ones that were passed over.</summary>
    public CheckpointLoad LoadNewest() => _store.LoadNewest(new CatalogReading(_record, _record.Sequence, _damagedRecords));

    /// <summary>Begins a checkpoint under a new id.</summary>
    public CheckpointLocation NewCheckpoint()
    {
        long id = NextId();
        string directory = Path.Combine(_store.Directory, CheckpointNames.Of(id));
        CreateNew(directory);
        _retained.Open(id);
        return new CheckpointLocation(id, directory, IsSavepoint: false) { Base = Retained.LastOrDefault(-1) };
    }

    /// <summary>Begins a savepoint in a directory that does not exist yet. Nothing here ever deletes it.</summary>
    public CheckpointLocation NewSavepoint(string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(directory);
        long id = NextId();
        _store.Files.CreateDirectories(Path.GetDirectoryName(path)!);
        CreateNew(path);
        return new CheckpointLocation(id, path, IsSavepoint: true);
    }

    /// <summary>
    /// Completes a checkpoint: from when this returns it survives everything, and older ones are deleted as far as they
    /// are not retained. After <see cref="StaleAttemptException"/> or <see cref="CheckpointOutcomeUnknownException"/>
    /// the attempt is over; after any other failure the checkpoint does not count and is to be discarded.
    /// </summary>
    public CheckpointManifest Publish(CheckpointLocation location, CheckpointContents contents)
    {
        ThrowIfStopped();
        var manifest = new CheckpointManifest(location.Id, _store.Job, Token, contents);
        try
        {
            Check(location, manifest);
            return location.IsSavepoint ? PublishSavepoint(location, manifest) : PublishCheckpoint(location, manifest);
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound && IsOvertaken())
        {
            // The newer attempt has deleted what this one had under way.
            _stopped = new StaleAttemptException(_store.Job, Token);
            throw _stopped;
        }
    }

    /// <summary>Shows that this is the newest attempt, or fails with <see cref="StaleAttemptException"/>.</summary>
    public void Confirm()
    {
        ThrowIfStopped();
        Append(_record);
        _catalog.Trim(_record);
    }

    /// <summary>Gives a checkpoint or savepoint up and deletes its files.</summary>
    public void Discard(CheckpointLocation location)
    {
        if (location.IsSavepoint)
        {
            DiscardSavepoint(location);
        }
        else if (_retained.Close(location.Id))
        {
            Clean(location.Id, location.Id + 1);
            _nextId = Planted.Has(PlantedBug.IdsUsedAgain) ? location.Id : _nextId;
        }
    }

    private CheckpointManifest PublishCheckpoint(CheckpointLocation location, CheckpointManifest manifest)
    {
        CatalogEntry entry = WriteManifest(location, manifest);
        long reserved = _record.ReservedIds - _nextId < ReservedIds / 2 ? _nextId + ReservedIds : _record.ReservedIds;
        Append(_record with
        {
            ReservedIds = reserved,
            Retained = _record.Retained.Append(entry).TakeLast(_retainedCount).ToEquatable(),
        });
        _retained.Close(location.Id);
        _retained.Publish(manifest, _record.Retained);
        Clean(_retained.FirstCleanable, _record.ReservedIds);
        _catalog.Trim(_record);
        return manifest;
    }

    /// <summary>The attempt shows that it is the newest before the manifest makes the savepoint whole.</summary>
    private CheckpointManifest PublishSavepoint(CheckpointLocation location, CheckpointManifest manifest)
    {
        Append(_record);
        WriteManifest(location, manifest);
        _catalog.Trim(_record);
        return manifest;
    }

    /// <summary>A manifest has its name only once it and the names of all files of the checkpoint are durable.</summary>
    private CatalogEntry WriteManifest(CheckpointLocation location, CheckpointManifest manifest)
    {
        byte[] bytes = ManifestFormat.Write(manifest);
        string temporary = Path.Combine(location.Directory, CheckpointNames.Temporary + CheckpointNames.Manifest);
        _store.Files.WriteNew(temporary, bytes);
        _store.Files.SyncDirectory(location.Directory);
        _store.Files.SyncDirectory(Path.GetDirectoryName(location.Directory)!);
        _store.Files.Move(temporary, Path.Combine(location.Directory, CheckpointNames.Manifest));
        _store.Files.SyncDirectory(location.Directory);
        return new CatalogEntry(manifest.Id, bytes.Length, Crc32C.Of(bytes));
    }

    private void Check(CheckpointLocation location, CheckpointManifest manifest)
    {
        if (!location.IsSavepoint && (!_retained.IsOpen(location.Id) || Retained.LastOrDefault(-1) > location.Id))
        {
            throw new InvalidOperationException($"checkpoint {location.Id} is not under way, or a newer one was completed");
        }

        foreach (StateFile file in manifest.Files.Distinct())
        {
            if (manifest.IsReference(file))
            {
                if (location.IsSavepoint || !_retained.Contains(location.Id, file))
                {
                    throw new ArgumentException($"checkpoint {location.Id} refers to {file}, which is not retained for it");
                }

                continue;
            }

            using IReadableFile written = _store.Files.OpenRead(Path.Combine(location.Directory, file.Name));
            if (written.Length != file.Length)
            {
                throw new ArgumentException($"state file {file} has {written.Length} bytes, not {file.Length}");
            }
        }
    }

    private void CreateNew(string directory)
    {
        if (!_store.Files.CreateDirectory(directory))
        {
            throw new FileSystemException(FileSystemError.AlreadyExists, "create directory", directory);
        }
    }

    private long NextId()
    {
        ThrowIfStopped();
        if (_nextId == _record.ReservedIds)
        {
            Append(_record with { ReservedIds = _nextId + ReservedIds });
        }

        return _nextId++;
    }

    private void Append(CatalogRecord changed)
    {
        CatalogRecord next = changed with { Sequence = _record.Sequence + 1 };
        try
        {
            while (Planted.Has(PlantedBug.NoFencing) && _catalog.Read() is { } reading && reading.LastSequence >= next.Sequence)
            {
                next = next with { Sequence = reading.LastSequence + 1 };
            }

            if (!_catalog.TryAppend(next))
            {
                _stopped = new StaleAttemptException(_store.Job, Token);
            }
        }
        catch (CheckpointOutcomeUnknownException unknown)
        {
            _stopped = unknown;
        }

        ThrowIfStopped();
        _record = next;
    }

    private bool IsOvertaken() => _catalog.Read().LastSequence > _record.Sequence;

    private void ThrowIfStopped()
    {
        if (_stopped is not null)
        {
            throw _stopped;
        }
    }

    /// <summary>Deletes what earlier attempts began and did not complete; not if damage may hide what they completed.</summary>
    private void CleanAbandoned()
    {
        if (_damagedRecords.Count == 0)
        {
            Clean(_retained.FirstCleanable, _nextId);
            _catalog.Trim(_record);
        }
    }

    private void Clean(long from, long below)
    {
        if (_stopped is null)
        {
            Cleaner.Clean(from, below, _retained.Kept(), _retained.Referenced());
        }
    }

    private void DiscardSavepoint(CheckpointLocation location)
    {
        try
        {
            foreach (FileEntry entry in _store.Files.List(location.Directory).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                _store.Files.TryDelete(Path.Combine(location.Directory, entry.Name));
            }

            _store.Files.DeleteDirectory(location.Directory);
        }
        catch (FileSystemException)
        {
            // Without a manifest what stays is no savepoint, and its directory is the user's.
        }
    }
}
