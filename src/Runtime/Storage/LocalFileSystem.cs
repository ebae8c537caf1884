#pragma warning disable RS0030 // The adapter: the one place of this project where the system's files are used.
using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace FlinkSql.Runtime.Storage;

/// <summary>The files of the machine (Linux): directories are synced too, and a move never replaces.</summary>
public sealed class LocalFileSystem : IFileSystem
{
    private const FileShare Unlocked = FileShare.ReadWrite | FileShare.Delete;

    public IWritableFile Create(string path) =>
        new LocalWritableFile(Open(path, FileMode.CreateNew, FileAccess.Write, "create"), path);

    public IWritableFile OpenAppend(string path) =>
        new LocalWritableFile(Open(path, FileMode.Open, FileAccess.Write, "open"), path);

    public IReadableFile OpenRead(string path) =>
        new LocalReadableFile(Open(path, FileMode.Open, FileAccess.Read, "open"), path);

    public void Replace(string from, string to) => Posix.Replace(from, to);

    public void Move(string from, string to) => Posix.Move(from, to);

    public void Delete(string path) => Posix.Delete(path);

    public IReadOnlyList<FileEntry> List(string path)
    {
        try
        {
            return
            [
                .. new FileSystemEnumerable<FileEntry>(
                    path,
                    (ref FileSystemEntry entry) =>
                        new FileEntry(entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory ? 0 : entry.Length),
                    new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 }),
            ];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Failure(cause, File.Exists(path) ? FileSystemError.NotADirectory : null, "list", path);
        }
    }

    public bool CreateDirectory(string path) => Posix.CreateDirectory(path);

    public void DeleteDirectory(string path) => Posix.DeleteDirectory(path);

    public void SyncDirectory(string path) => Posix.SyncDirectory(path);

    private static SafeFileHandle Open(string path, FileMode mode, FileAccess access, string operation)
    {
        try
        {
            return File.OpenHandle(path, mode, access, Unlocked);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            FileSystemError? known = Directory.Exists(path)
                ? mode == FileMode.CreateNew ? FileSystemError.AlreadyExists : FileSystemError.IsADirectory
                : null;
            throw Failure(cause, known, operation, path);
        }
    }

    /// <summary>.NET keeps the number of the system's error in the result code, except where it has an exception for it.</summary>
    internal static FileSystemException Failure(Exception cause, FileSystemError? known, string operation, string path)
    {
        FileSystemError error = known ?? cause switch
        {
            FileNotFoundException or DirectoryNotFoundException => FileSystemError.NotFound,
            UnauthorizedAccessException => FileSystemError.AccessDenied,
            _ => Posix.Error(cause.HResult),
        };
        return new FileSystemException(error, operation, path, cause);
    }
}
