using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator SIMILAR TO, with an optional escape character.</summary>
public static class SimilarTo
{
    [ScalarFunction("$similar(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        JavaPattern regex = RegexCache.FindSimilar(pattern)
            ?? throw new QueryException("FLS6013", "the pattern of SIMILAR TO is not a regular expression");
        return regex.IsMatch(Utf16.Of(text));
    }

    [ScalarFunction("$similar(string, string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, Scratch scratch) =>
        Invoke(text, Replace.Invoke(pattern, escape, "\\"u8, scratch));
}
