using System.Text;
using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// STR_TO_MAP: a map from text of pairs; the delimiters are regular expressions, "," and "=" unless given.
/// </summary>
public static class StrToMap
{
    [ScalarFunction("str_to_map(string) -> map<string,string>")]
    public static object? Invoke(ReadOnlySpan<byte> text) => Invoke(text, ","u8, "="u8);

    [ScalarFunction("str_to_map(string, string, string) -> map<string,string>")]
    public static object? Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pairDelimiter, ReadOnlySpan<byte> valueDelimiter)
    {
        if (RegexCache.Find(pairDelimiter) is not { } betweenPairs || RegexCache.Find(valueDelimiter) is not { } betweenParts)
        {
            return null;
        }

        var map = new OrderedDictionary<string, object?>();
        string all = Encoding.UTF8.GetString(text);
        foreach (Range range in Split(betweenPairs, all))
        {
            string pair = all[range];
            Match match = betweenParts.FirstMatch(pair);
            map[match.Success ? pair[..match.Index] : pair] = match.Success ? pair[(match.Index + match.Length)..] : null;
        }

        return map.Select(entry => new KeyValuePair<object?, object?>(entry.Key, entry.Value)).ToArray();
    }

    /// <summary>The pieces between matches, without empty ones at the end.</summary>
    private static List<Range> Split(JavaPattern delimiter, string text)
    {
        var pieces = new List<Range>();
        int start = 0;
        foreach (ValueMatch match in delimiter.EnumerateMatches(text))
        {
            if (match.Length != 0)
            {
                pieces.Add(start..match.Index);
                start = match.Index + match.Length;
            }
        }

        pieces.Add(start..text.Length);
        while (pieces.Count > 0 && pieces[^1].Start.Equals(pieces[^1].End))
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return pieces;
    }
}
