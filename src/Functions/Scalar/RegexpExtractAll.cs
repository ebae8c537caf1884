using System.Text;
using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// REGEXP_EXTRACT_ALL: one group of every match, the first unless told otherwise; NULL where the pattern is none.
/// </summary>
public static class RegexpExtractAll
{
    [ScalarFunction("regexp_extract_all(string, string) -> array<string>")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out object? result) =>
        TryInvoke(text, pattern, 1, out result);

    [ScalarFunction("regexp_extract_all(string, string, int) -> array<string>")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, int group, out object? result)
    {
        result = null;
        if (RegexCache.Find(pattern) is not { } regex || group < 0 || group >= regex.GroupCount)
        {
            return false;
        }

        var found = new List<object?>();
        foreach (Match match in regex.AllMatches(Encoding.UTF8.GetString(text)))
        {
            found.Add(match.Groups[group].Success ? match.Groups[group].Value : null);
        }

        result = found.ToArray();
        return true;
    }
}
