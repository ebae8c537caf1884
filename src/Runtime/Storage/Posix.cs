using System.Runtime.InteropServices;

namespace FlinkSql.Runtime.Storage;

/// <summary>The calls of the system's C library that .NET has no method for, or one that tells too little.</summary>
internal static partial class Posix
{
    private const int CurrentDirectory = -100;
    private const uint NoReplace = 1;
    private const uint AllPermissions = 0x1FF; // 0777, before the umask

    public static FileSystemError Error(int errno) => errno switch
    {
        2 => FileSystemError.NotFound,
        1 or 13 or 30 => FileSystemError.AccessDenied,
        17 => FileSystemError.AlreadyExists,
        18 => FileSystemError.CrossDevice,
        20 => FileSystemError.NotADirectory,
        21 => FileSystemError.IsADirectory,
        28 or 122 => FileSystemError.NoSpace,
        39 => FileSystemError.NotEmpty,
        _ => FileSystemError.Io,
    };

    public static void SyncDirectory(string path)
    {
        const int closeOnExec = 0x80000;
        int descriptor = Check(Open(path, closeOnExec), "open", path);
        try
        {
            Check(FSync(descriptor), "sync", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public static void Replace(string from, string to) => Check(Rename(from, to), "rename", from);

    /// <summary>Where the file system cannot rename without replacing, a second name for the file does the same.</summary>
    public static void Move(string from, string to)
    {
        const int invalid = 22, noSuchCall = 38;
        if (RenameAt2(CurrentDirectory, from, CurrentDirectory, to, NoReplace) == 0)
        {
            return;
        }

        int errno = Marshal.GetLastPInvokeError();
        if (errno is not (invalid or noSuchCall))
        {
            throw Failure(errno, "move", from);
        }

        Check(Link(from, to), "move", from);
        Check(Unlink(from), "move", from);
    }

    public static void Delete(string path) => Check(Unlink(path), "delete", path);

    public static bool CreateDirectory(string path)
    {
        if (MakeDirectory(path, AllPermissions) == 0)
        {
            return true;
        }

        int errno = Marshal.GetLastPInvokeError();
        return Error(errno) == FileSystemError.AlreadyExists ? false : throw Failure(errno, "create directory", path);
    }

    public static void DeleteDirectory(string path) => Check(RemoveDirectory(path), "delete directory", path);

    private static int Check(int result, string operation, string path) =>
        result >= 0 ? result : throw Failure(Marshal.GetLastPInvokeError(), operation, path);

    private static FileSystemException Failure(int errno, string operation, string path)
    {
        FileSystemError error = Error(errno);
        Exception? cause = error == FileSystemError.Io ? new IOException(Marshal.GetPInvokeErrorMessage(errno)) : null;
        return new FileSystemException(error, operation, path, cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectory(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RemoveDirectory(string path);
}
