using System.Text;
using System.Text.RegularExpressions;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP_EXTRACT: the first match, or one group of it; NULL where nothing matches.</summary>
public static class RegexpExtract
{
    [ScalarFunction("regexp_extract(string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, Scratch scratch, out ReadOnlySpan<byte> result) =>
        TryInvoke(text, pattern, 0, scratch, out result);

    [ScalarFunction("regexp_extract(string, string, int) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, int group, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (RegexCache.Find(pattern) is not { } regex)
        {
            return false;
        }

        ReadOnlySpan<char> characters = Utf16.Of(text);
        if (group != 0)
        {
            // Groups are known only to the match over a string, so one is made.
            Group captured = regex.FirstMatch(characters.ToString()).Groups[group];
            result = captured.Success ? Bytes(captured.ValueSpan, scratch) : default;
            return captured.Success;
        }

        foreach (ValueMatch match in regex.EnumerateMatches(characters))
        {
            result = Bytes(characters.Slice(match.Index, match.Length), scratch);
            return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<char> found, Scratch scratch)
    {
        Span<byte> bytes = scratch.Take(Encoding.UTF8.GetByteCount(found));
        Encoding.UTF8.GetBytes(found, bytes);
        return bytes;
    }
}
