using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP_COUNT: how often a regular expression matches; NULL where the pattern is none.</summary>
public static class RegexpCount
{
    [ScalarFunction("regexp_count(string, string) -> int")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out int count)
    {
        count = 0;
        if (RegexCache.Find(pattern) is not { } regex)
        {
            return false;
        }

        foreach (ValueMatch _ in regex.EnumerateMatches(Utf16.Of(text)))
        {
            count++;
        }

        return true;
    }
}
