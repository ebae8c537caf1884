using System.Globalization;
using FlinkSql.Runtime.Storage;

namespace FlinkSql.Connectors.FileSystem;

/// <summary>
/// Gives staged files their names, and makes the names durable. What was published before, by whomever, is found to be
/// done; a file that is neither here nor there is a loss that nobody may overlook.
/// </summary>
internal sealed class FilePublisher(IFileSystem files, string target)
{
    /// <summary>Publishes files; when it returns they are visible and survive the machine.</summary>
    public void Publish(IEnumerable<StagedFile> staged)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (StagedFile file in staged)
        {
            string folder = Path.GetDirectoryName(Path.Combine(target, file.Target))!;
            if (folders.Add(folder) && folder != target)
            {
                files.CreateDirectories(folder);
            }

            Publish(file);
        }

        foreach (string folder in folders)
        {
            files.SyncDirectory(folder);
        }
    }

    private void Publish(StagedFile file)
    {
        string from = Path.Combine(target, file.Staged);
        if (file.IsNumbered)
        {
            PublishNumbered(file, from);
            return;
        }

        string to = Path.Combine(target, file.Target);
        try
        {
            if (file.Kind == StagedKind.Replacement)
            {
                files.Replace(from, to);
            }
            else
            {
                files.Move(from, to);
            }
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            // Each name is given out once, so a file that has it is this one; what is replaced may be newer by now.
            long? length = Length(to);
            if (length is null || (file.Kind == StagedKind.Part && length != file.Length))
            {
                throw ConnectorErrors.PreparedFileLost(to, from, failure);
            }
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.AlreadyExists)
        {
            // A rename can be made of two steps, and end between them: both names are those of one file.
            if (Length(to) != file.Length)
            {
                throw ConnectorErrors.PreparedFileLost(to, from, failure);
            }

            files.TryDelete(from);
        }
    }

    private void PublishNumbered(StagedFile file, string from)
    {
        string folder = Path.GetDirectoryName(Path.Combine(target, file.Target))!;
        string[] around = Path.GetFileName(file.Target).Split('*');
        IReadOnlyList<FileEntry> others = files.List(folder);
        for (int number = 1 + others.Select(other => NumberOf(other.Name, around[0])).DefaultIfEmpty(-1).Max(); ; number++)
        {
            try
            {
                files.Move(from, Path.Combine(folder, $"{around[0]}{number}{around[1]}"));
                return;
            }
            catch (FileSystemException failure) when (failure.Error == FileSystemError.AlreadyExists)
            {
                // Another job was faster: the next number.
            }
            catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
            {
                if (!others.Any(other => NumberOf(other.Name, around[0]) >= 0 && other.Length == file.Length))
                {
                    throw ConnectorErrors.PreparedFileLost(Path.Combine(target, file.Target), from, failure);
                }

                return;
            }
        }
    }

    private static int NumberOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(name[prefix.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : -1;

    private long? Length(string path)
    {
        try
        {
            using IReadableFile file = files.OpenRead(path);
            return file.Length;
        }
        catch (FileSystemException failure) when (failure.Error == FileSystemError.NotFound)
        {
            return null;
        }
    }
}
