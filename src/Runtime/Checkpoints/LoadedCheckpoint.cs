using FlinkSql.Runtime.Storage;

namespace FlinkSql.Runtime.Checkpoints;

/// <summary>A checkpoint or savepoint whose manifest and files were all found whole.</summary>
internal sealed class LoadedCheckpoint
{
    private const int BlockSize = 64 * 1024;
    private readonly IFileSystem _files;

    private LoadedCheckpoint(IFileSystem files, string directory, CheckpointManifest manifest)
    {
        _files = files;
        Directory = directory;
        Manifest = manifest;
    }

    public string Directory { get; }

    internal IFileSystem Files => _files;

    public CheckpointManifest Manifest { get; }

    /// <summary>Reads a manifest and checks every byte of every file it names; <see cref="InvalidDataException"/> tells
    /// what is wrong.</summary>
    public static LoadedCheckpoint Read(IFileSystem files, string directory, CatalogEntry? expected)
    {
        CheckpointManifest manifest = ReadManifest(files, directory, expected);
        var loaded = new LoadedCheckpoint(files, directory, manifest);
        byte[] block = new byte[BlockSize];
        foreach (StateFile file in manifest.Files.Distinct())
        {
            Retry(() =>
            {
                loaded.Verify(file, block);
                return true;
            });
        }

        return loaded;
    }

    /// <summary>Reads a manifest alone, which must be the one the catalog expects, if it does.</summary>
    public static CheckpointManifest ReadManifest(IFileSystem files, string directory, CatalogEntry? expected) => Retry(() =>
    {
        byte[] bytes;
        try
        {
            bytes = files.ReadAll(Path.Combine(directory, CheckpointNames.Manifest));
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            throw new InvalidDataException("it has no manifest", failure);
        }

        if (expected is { } entry && (bytes.Length != entry.Length || Crc32C.Of(bytes) != entry.Checksum))
        {
            throw new InvalidDataException("its manifest is not the one that was published");
        }

        return ManifestFormat.Read(bytes);
    });

    /// <summary>Opens a state file for reading from beginning to end; its checksum is checked once more.</summary>
    public Stream OpenState(StateFile file) => new StateFileReader(_files, PathOf(file), file);

    /// <summary>Where a state file lies: here, or in the directory of an older checkpoint beside this one.</summary>
    public string PathOf(StateFile file) => StateFiles.PathOf(Directory, Manifest.Id, file);

    private void Verify(StateFile file, byte[] block)
    {
        try
        {
            using Stream stream = OpenState(file);
            while (stream.Read(block) > 0)
            {
            }
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"state file {file}: {cause.Message}", cause);
        }
        catch (FileSystemException cause) when (cause.Error == FileSystemError.NotFound)
        {
            throw new InvalidDataException($"state file {file} is missing", cause);
        }
    }

    /// <summary>Reads again what looks damaged: one bad read is no reason to give up a checkpoint.</summary>
    private static T Retry<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return read();
        }
    }
}
