using System.IO.Enumeration;

namespace FlinkSql.Engine;

/// <summary>LIKE of SHOW statements: % is any text, _ any character.</summary>
internal static class LikePattern
{
    public static bool Matches(string text, string pattern, bool ignoreCase)
    {
        string glob = pattern.Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal)
            .Replace('%', '*').Replace('_', '?');
        return FileSystemName.MatchesSimpleExpression(glob, text, ignoreCase);
    }
}
