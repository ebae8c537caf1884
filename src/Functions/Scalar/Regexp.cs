using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>REGEXP: whether a regular expression matches a part of a text.</summary>
public static class Regexp
{
    [ScalarFunction("regexp(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern) =>
        !pattern.IsEmpty && RegexCache.Find(pattern) is { } regex && regex.IsMatch(Utf16.Of(text));
}
