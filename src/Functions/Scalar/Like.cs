using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>The operator LIKE, with an optional escape character.</summary>
public static class Like
{
    [ScalarFunction("$like(string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern) =>
        LikePlan.Find(pattern)?.Matches(text) ?? LikePattern.Matches(text, pattern, LikePattern.DefaultEscape);

    [ScalarFunction("$like(string, string, string) -> boolean")]
    public static bool Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        if (escape.Length != 1)
        {
            throw new QueryException("FLS6012", "the ESCAPE of LIKE must be one ASCII character");
        }

        if (!LikePattern.IsValid(pattern, escape[0]))
        {
            throw new QueryException(
                "FLS6012", $"in a LIKE pattern '{(char)escape[0]}' must stand before %, _ or itself");
        }

        return LikePattern.Matches(text, pattern, escape[0]);
    }
}
