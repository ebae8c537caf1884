namespace FlinkSql.Functions.Scalar;

/// <summary>
/// SUBSTRING, also SUBSTR: the characters from a position, from the end if it is negative; NULL for a negative
/// length.
/// </summary>
public static class Substring
{
    [ScalarFunction("substring(string, int) -> string")]
    [ScalarFunction("substr(string, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, int position) =>
        TryInvoke(text, position, int.MaxValue, out ReadOnlySpan<byte> result) ? result : default;

    [ScalarFunction("substring(string, int, int) -> string")]
    [ScalarFunction("substr(string, int, int) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, int position, int length, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (length < 0)
        {
            return false;
        }

        long start = position > 0 ? position - 1 : position == 0 ? 0 : CodePoints.Count(text) + (long)position;
        if (start >= 0)
        {
            ReadOnlySpan<byte> rest = text[CodePoints.Offset(text, start)..];
            result = length >= rest.Length ? rest : rest[..CodePoints.Offset(rest, length)];
        }

        return true;
    }
}
