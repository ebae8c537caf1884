namespace FlinkSql.Connectors.Files;

/// <summary>Finds the files of a path: the file itself, the visible files of a folder, or what a pattern matches.</summary>
internal static class FileListing
{
    private const int NamesShown = 5;

    /// <summary>The files in the order in which they are read: sorted by name.</summary>
    /// <exception cref="Runtime.Connect.ConnectorException">There is nothing at the path.</exception>
    public static IReadOnlyList<string> Find(string path, AllowedRoots roots, bool mayBeNone = false, bool partitioned = false)
    {
        string full = roots.Resolve(path);
        if (File.Exists(full))
        {
            return [full];
        }

        try
        {
            if (Directory.Exists(full))
            {
                return [.. (partitioned ? InPartitions(full) : Visible(full)).Select(roots.Resolve)];
            }

            if (Glob.IsPattern(full))
            {
                IReadOnlyList<string> files = new Glob(full).Files();
                return files.Count != 0 || mayBeNone ? [.. files.Select(roots.Resolve)] : throw NotFound(full);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConnectorErrors.Unreadable(full, error);
        }

        throw NotFound(full);
    }

    /// <summary>The files of a folder that a reader sees, sorted by name.</summary>
    public static IEnumerable<string> Visible(string folder) => Directory
        .EnumerateFiles(folder)
        .Where(file => !Glob.IsHidden(Path.GetFileName(file)))
        .Order(StringComparer.Ordinal);

    /// <summary>Those of a folder and of the folders <c>column=value</c> in it, at any depth.</summary>
    private static IEnumerable<string> InPartitions(string folder) => Directory
        .EnumerateDirectories(folder)
        .Where(inner => !Glob.IsHidden(Path.GetFileName(inner)) && Path.GetFileName(inner).Contains('='))
        .Order(StringComparer.Ordinal)
        .SelectMany(InPartitions)
        .Concat(Visible(folder));

    private static Runtime.Connect.ConnectorException NotFound(string path)
    {
        string missing = path;
        string? folder = Path.GetDirectoryName(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            missing = folder;
            folder = Path.GetDirectoryName(folder);
        }

        return ConnectorErrors.PathNotFound(path, folder is null ? null : Hint(folder, Path.GetFileName(missing)));
    }

    private static string Hint(string folder, string name)
    {
        string[] names;
        try
        {
            names = [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!)
                .Where(entry => !Glob.IsHidden(entry)).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{folder} cannot be listed";
        }

        if (names.Length == 0)
        {
            return $"{folder} is empty";
        }

        string[] near = [.. NearestName.FindAll(name, names).Take(NamesShown)];
        string[] shown = near.Length != 0 ? near : names[..Math.Min(NamesShown, names.Length)];
        string question = near.Length != 0 ? "did you mean " : $"{folder} holds ";
        string rest = near.Length == 0 && names.Length > shown.Length ? $" and {names.Length - shown.Length} more" : "";
        return $"{question}{string.Join(", ", shown)}{rest}{(near.Length != 0 ? "?" : "")}";
    }
}
