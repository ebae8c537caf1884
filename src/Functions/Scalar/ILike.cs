using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator ILIKE: LIKE without regard to case.</summary>
public static class ILike
{
    [ScalarFunction("$ilike(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, Scratch scratch) =>
        Like.Invoke(TextCase.Lower(text, scratch), TextCase.Lower(pattern, scratch));

    [ScalarFunction("$ilike(string, string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape, Scratch scratch) =>
        Like.Invoke(TextCase.Lower(text, scratch), TextCase.Lower(pattern, scratch), TextCase.Lower(escape, scratch));
}
