using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP_REPLACE: every match by a text, which is taken as it is; NULL where the pattern is none.</summary>
public static class RegexpReplace
{
    [ScalarFunction("regexp_replace(string, string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> replacement, Scratch scratch,
        out ReadOnlySpan<byte> result)
    {
        result = text;
        if (RegexCache.Find(pattern) is not { } regex)
        {
            return false;
        }

        ReadOnlySpan<char> characters = Utf16.Of(text);
        TextBuilder builder = TextBuilder.Start();
        int copied = 0;
        foreach (ValueMatch match in regex.EnumerateMatches(characters))
        {
            builder.Add(characters[copied..match.Index]);
            builder.Add(replacement);
            copied = match.Index + match.Length;
        }

        builder.Add(characters[copied..]);
        result = builder.ToValue(scratch);
        return true;
    }
}
