using FlinkSql.Columnar;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>
/// Which files may not be deleted: those of retained checkpoints, and those that were retained when a checkpoint under
/// way began, since it may refer to them.
/// </summary>
internal sealed class RetainedFiles
{
    private readonly SortedDictionary<long, CheckpointManifest[]> _open = [];
    private readonly long _unreadable = -1;
    private CheckpointManifest[] _manifests;
    private EquatableArray<CatalogEntry> _retained;

    public RetainedFiles(CheckpointStore store, EquatableArray<CatalogEntry> retained)
    {
        var manifests = new List<CheckpointManifest>();
        foreach (CatalogEntry entry in retained)
        {
            try
            {
                manifests.Add(LoadedCheckpoint.ReadManifest(
                    store.Files, Path.Combine(store.Directory, CheckpointNames.Of(entry.Id)), entry));
            }
            catch (InvalidDataException)
            {
                _unreadable = entry.Id;
            }
        }

        _manifests = [.. manifests];
        _retained = retained;
    }

    /// <summary>A retained manifest that cannot be read may refer to anything older, which stays with it.</summary>
    public long FirstCleanable => _retained.Any(entry => entry.Id == _unreadable) ? _unreadable : 0;

    public void Open(long id) => _open.Add(id, _manifests);

    public bool IsOpen(long id) => _open.ContainsKey(id);

    public bool Close(long id) => _open.Remove(id);

    /// <summary>Takes a published checkpoint in, and lets go of those no longer retained.</summary>
    public void Publish(CheckpointManifest manifest, EquatableArray<CatalogEntry> retained)
    {
        var ids = retained.Select(entry => entry.Id).ToHashSet();
        _retained = retained;
        _manifests = [.. _manifests.Append(manifest).Where(one => ids.Contains(one.Id))];
    }

    /// <summary>Whether a checkpoint under way may refer to a file.</summary>
    public bool Contains(long id, StateFile file) =>
        _open.TryGetValue(id, out CheckpointManifest[]? pinned) && pinned.Any(manifest => manifest.Files.Contains(file));

    /// <summary>Checkpoints that stay whole.</summary>
    public HashSet<long> Kept() => [.. _retained.Select(entry => entry.Id), .. _open.Keys];

    /// <summary>Files of other checkpoints that stay.</summary>
    public HashSet<(long Checkpoint, string Name)> Referenced() =>
    [
        .. _open.Values.SelectMany(pinned => pinned).Concat(_manifests)
            .SelectMany(manifest => manifest.Files).Select(file => (file.Checkpoint, file.Name)),
    ];
}
