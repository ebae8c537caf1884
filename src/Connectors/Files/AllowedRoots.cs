namespace FlinkSql.Connectors.Files;

/// <summary>
/// The folders that paths in SQL may lead into. A session served to others names them; a local one is unrestricted.
/// Links are followed before the comparison, so a link inside a root does not lead out of it.
/// </summary>
public sealed class AllowedRoots
{
    /// <summary>Every path is allowed: for use on one's own machine.</summary>
    public static readonly AllowedRoots Unrestricted = new(null);

    private const int MaxLinks = 64;
    private readonly string[]? _roots;

    public AllowedRoots(IEnumerable<string> roots)
        : this(roots.Select(root => FollowLinks(Path.GetFullPath(root))).ToArray())
    {
    }

    private AllowedRoots(string[]? roots) => _roots = roots;

    /// <summary>The full path, links followed where there are roots.</summary>
    /// <exception cref="Runtime.Connect.ConnectorException">The path leads out of the roots or is no path.</exception>
    public string Resolve(string path)
    {
        if (path.Contains('\0'))
        {
            throw ConnectorErrors.PathNotAllowed(
                path.Replace("\0", "\\0"), "it holds a NUL character", "write the path without it");
        }

        if (path.Length == 0)
        {
            throw ConnectorErrors.PathNotAllowed("''", "it is empty", "give a file, a folder or a pattern");
        }

        string full = Path.GetFullPath(WithoutScheme(path));
        if (_roots is null)
        {
            return full;
        }

        string real = FollowLinks(full);
        return Array.Exists(_roots, root => IsInside(real, root))
            ? real
            : throw ConnectorErrors.PathNotAllowed(
                path, "it is outside the folders this session may use", $"allowed are {string.Join(", ", _roots)}");
    }

    private static bool IsInside(string path, string root)
    {
        string folder = Path.TrimEndingDirectorySeparator(root);
        return path == folder
            || (path.StartsWith(folder, StringComparison.Ordinal)
                && (folder.EndsWith('/') || path[folder.Length] == Path.DirectorySeparatorChar));
    }

    private static string WithoutScheme(string path)
    {
        const string scheme = "file:";
        if (!path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            int colon = path.IndexOf("://", StringComparison.Ordinal);
            return colon < 0
                ? path
                : throw ConnectorErrors.PathNotAllowed(
                    path, $"the scheme {path[..colon]} is not known", "only local files can be used: /folder/file");
        }

        string rest = path[scheme.Length..];
        return rest.StartsWith("///", StringComparison.Ordinal) ? rest[2..] : rest;
    }

    /// <summary>The path without links; parts that do not exist yet stay as they are.</summary>
    private static string FollowLinks(string path)
    {
        string real = Path.GetPathRoot(path)!;
        var parts = new Stack<string>(path[real.Length..].Split(Path.DirectorySeparatorChar).Reverse());
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part.Length == 0 || part == ".")
            {
                continue;
            }

            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw ConnectorErrors.PathNotAllowed(path, "its links lead in a circle", "use the path of the file itself");
            }

            real = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : real;
            foreach (string piece in target[(Path.IsPathRooted(target) ? real.Length : 0)..].Split('/').Reverse())
            {
                parts.Push(piece);
            }
        }

        return real;
    }
}
