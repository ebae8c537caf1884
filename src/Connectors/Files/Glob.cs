using FlinkSql.Runtime.Connect;

namespace FlinkSql.Connectors.Files;

/// <summary>
/// A pattern of paths: <c>*</c> and <c>?</c> inside a name, <c>[abc]</c> <c>[a-z]</c> <c>[!a]</c>, <c>{this,that}</c>,
/// and <c>**</c> for any number of folders. Names that begin with <c>.</c> or <c>_</c> are hidden unless the pattern
/// spells the sign out.
/// </summary>
internal sealed class Glob
{
    private const int MaxAlternatives = 1_000;
    private readonly string _folder;
    private readonly List<string[]> _alternatives;

    /// <exception cref="ConnectorException">The pattern is malformed.</exception>
    public Glob(string pattern)
    {
        int sign = pattern.AsSpan().IndexOfAny("*?[{");
        int end = pattern.LastIndexOf('/', sign < 0 ? pattern.Length - 1 : sign);
        _folder = pattern[..Math.Max(end, 0)];
        var expanded = new List<string>();
        Expand(pattern[(end + 1)..], pattern, expanded);
        _alternatives = [.. expanded.Select(alternative => alternative.Split('/'))];
        foreach (string segment in _alternatives.SelectMany(segments => segments))
        {
            CheckSegment(segment, pattern);
        }
    }

    /// <summary>The folder below which everything that matches is found.</summary>
    public string Folder => _folder.Length == 0 ? "/" : _folder;

    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[{") >= 0;

    /// <summary>Whether a name is skipped: writers keep unfinished files and notes under such names.</summary>
    public static bool IsHidden(string name) => name.Length != 0 && name[0] is '.' or '_';

    /// <summary>The files that match, each once, sorted by path.</summary>
    public IReadOnlyList<string> Files()
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string[] segments in _alternatives)
        {
            Walk(Folder, segments, files);
        }

        return [.. files];
    }

    private static void Walk(string folder, ReadOnlySpan<string> segments, SortedSet<string> files)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        string segment = segments[0];
        if (segment == "**")
        {
            if (segments.Length > 1)
            {
                Walk(folder, segments[1..], files);
            }

            foreach (var info in new DirectoryInfo(folder).EnumerateDirectories())
            {
                // A link to a folder above would never end.
                if (!IsHidden(info.Name) && info.LinkTarget is null)
                {
                    Walk(info.FullName, segments, files);
                }
            }

            segment = "*";
        }

        if (segments.Length == 1)
        {
            files.UnionWith(Directory.EnumerateFiles(folder).Where(path => MatchesName(segment, Path.GetFileName(path))));
            return;
        }

        if (segments[0] == "**")
        {
            return;
        }

        foreach (string child in Directory.EnumerateDirectories(folder))
        {
            if (MatchesName(segment, Path.GetFileName(child)))
            {
                Walk(child, segments[1..], files);
            }
        }
    }

    private static bool MatchesName(string segment, string name) =>
        (!IsHidden(name) || segment.StartsWith(name[0])) && Matches(segment, name);

    /// <summary>Whether a name matches one segment of a pattern without braces.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // On a mismatch only the last star can take one more letter, so this is never exponential.
        int at = 0;
        int star = -1;
        int starName = 0;
        int letter = 0;
        while (letter < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                starName = letter;
            }
            else if (at < pattern.Length && MatchesOne(pattern, ref at, name[letter]))
            {
                letter++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                letter = ++starName;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].Trim('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int at, char letter)
    {
        if (pattern[at] != '[')
        {
            bool same = pattern[at] == '?' || pattern[at] == letter;
            at += same ? 1 : 0;
            return same;
        }

        ReadOnlySpan<char> set = pattern[(at + 1)..];
        bool negated = set[0] is '!' or '^';
        int start = negated ? 1 : 0;
        int end = start + 1 + set[(start + 1)..].IndexOf(']');
        bool found = false;
        for (int member = start; member < end; member++)
        {
            if (member + 2 < end && set[member + 1] == '-')
            {
                found |= letter >= set[member] && letter <= set[member + 2];
                member += 2;
            }
            else
            {
                found |= set[member] == letter;
            }
        }

        at += found != negated ? end + 2 : 0;
        return found != negated;
    }

    private static void CheckSegment(string segment, string pattern)
    {
        if (segment.Contains("**") && segment != "**")
        {
            throw ConnectorErrors.BadPattern(pattern, "** must stand alone between slashes");
        }

        int open = segment.IndexOf('[');
        while (open >= 0)
        {
            int first = open + 1 + (open + 1 < segment.Length && segment[open + 1] is '!' or '^' ? 1 : 0);
            int close = first + 1 <= segment.Length ? segment.IndexOf(']', Math.Min(first + 1, segment.Length)) : -1;
            if (close < 0)
            {
                throw ConnectorErrors.BadPattern(pattern, "a [ is not closed");
            }

            open = segment.IndexOf('[', close);
        }
    }

    /// <summary>Writes out the braces: <c>a{b,c}</c> becomes <c>ab</c> and <c>ac</c>.</summary>
    private static void Expand(string text, string pattern, List<string> into)
    {
        int open = text.IndexOf('{');
        if (open < 0)
        {
            into.Add(text);
            if (into.Count > MaxAlternatives)
            {
                throw ConnectorErrors.BadPattern(pattern, $"its braces give more than {MaxAlternatives:N0} patterns");
            }

            return;
        }

        int depth = 0;
        int start = open + 1;
        var choices = new List<string>();
        for (int at = open; at < text.Length; at++)
        {
            depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if ((depth == 1 && text[at] == ',') || depth == 0)
            {
                choices.Add(text[start..at]);
                start = at + 1;
            }

            if (depth == 0)
            {
                foreach (string choice in choices)
                {
                    Expand(text[..open] + choice + text[(at + 1)..], pattern, into);
                }

                return;
            }
        }

        throw ConnectorErrors.BadPattern(pattern, "a { is not closed");
    }
}
