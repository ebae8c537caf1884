namespace FlinkSql.Runtime.Storage;

/// <summary>
/// The files a job keeps, with a model of what is durable. Written bytes survive the process once they are flushed, and
/// the machine once the file is synced. A name (of a new, moved or deleted file or directory) survives the machine once
/// the directory that holds it is synced: syncing a file does not make its name durable, nor the other way round.
/// Paths are absolute and have slashes. Every failure is a <see cref="FileSystemException"/>.
/// </summary>
public interface IFileSystem
{
    /// <summary>Makes a new file and opens it for writing; fails if the name is taken.</summary>
    IWritableFile Create(string path);

    /// <summary>Opens a file that exists for writing at its end.</summary>
    IWritableFile OpenAppend(string path);

    /// <summary>Opens a file for reading. It stays readable when its name is moved or deleted.</summary>
    IReadableFile OpenRead(string path);

    /// <summary>Gives a file another name in one step, in place of the file that has it, if there is one.</summary>
    void Replace(string from, string to);

    /// <summary>
    /// Gives a file or directory another name in one step; fails with <see cref="FileSystemError.AlreadyExists"/> if the
    /// name is taken. Of several who move something to one name only one succeeds: this is the compare-and-set.
    /// </summary>
    void Move(string from, string to);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>What a directory holds, in any order.</summary>
    IReadOnlyList<FileEntry> List(string path);

    /// <summary>Makes a directory in one that exists. False if it was there already.</summary>
    bool CreateDirectory(string path);

    /// <summary>Deletes a directory; fails with <see cref="FileSystemError.NotEmpty"/> if it holds anything.</summary>
    void DeleteDirectory(string path);

    /// <summary>Makes the names in a directory durable, and the absence of those that were deleted or moved away.</summary>
    void SyncDirectory(string path);
}
