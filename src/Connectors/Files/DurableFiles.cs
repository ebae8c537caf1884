using System.Runtime.InteropServices;

namespace FlinkSql.Connectors.Files;

/// <summary>Makes names of files last: a rename is only durable once its folder has been synced.</summary>
internal static partial class DurableFiles
{
    /// <summary>Gives a finished file its name at once, taking the place of a file that has it.</summary>
    public static void Replace(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Gives a finished file a name that is free; false if another file has it.</summary>
    public static bool TryRename(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    /// <summary>Writes the names in a folder to the disk. The platform has no call for it, so the system's is used.</summary>
    public static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        int handle = Open(folder, 0);
        if (handle < 0)
        {
            throw new IOException(
                $"the folder {folder} cannot be opened to sync it (error {Marshal.GetLastPInvokeError()})");
        }

        int result = Sync(handle);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        const int invalidArgument = 22;
        if (result != 0 && error != invalidArgument)
        {
            throw new IOException($"the folder {folder} cannot be synced (error {error})");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
