namespace FlinkSql.Runtime.Storage;

/// <summary>What is made of several operations of a file system so that it is durable, or whole, or tolerant.</summary>
public static class DurableFiles
{
    /// <summary>
    /// Makes a directory and those above it, with durable names. Those that exist are synced too: a process that died
    /// may have made them and gone before it could.
    /// </summary>
    public static void CreateDirectories(this IFileSystem files, string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return;
        }

        try
        {
            files.CreateDirectory(path);
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            files.CreateDirectories(parent);
            files.CreateDirectory(path);
        }

        for (string? directory = parent; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            try
            {
                files.SyncDirectory(directory);
            }
            catch (FileSystemException failure) when (failure.Error == FileSystemError.AccessDenied)
            {
                return; // Nobody who runs this process made what lies above.
            }
        }
    }

    /// <summary>Makes a file with durable bytes; its name is not durable yet.</summary>
    public static void WriteNew(this IFileSystem files, string path, ReadOnlySpan<byte> bytes)
    {
        using IWritableFile file = files.Create(path);
        file.Write(bytes);
        file.Sync();
    }

    /// <summary>All bytes of a file.</summary>
    public static byte[] ReadAll(this IFileSystem files, string path)
    {
        using IReadableFile file = files.OpenRead(path);
        byte[] bytes = new byte[file.Length];
        int done = 0;
        while (done < bytes.Length)
        {
            int read = file.Read(done, bytes.AsSpan(done));
            if (read == 0)
            {
                return bytes[..done];
            }

            done += read;
        }

        return bytes;
    }

    /// <summary>Deletes a file that nobody misses if it stays.</summary>
    public static bool TryDelete(this IFileSystem files, string path)
    {
        try
        {
            files.Delete(path);
            return true;
        }
        catch (FileSystemException failure)
        {
            return failure.Error == FileSystemError.NotFound;
        }
    }
}
