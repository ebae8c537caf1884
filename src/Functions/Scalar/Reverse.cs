namespace FlinkSql.Functions.Scalar;

/// <summary>REVERSE: the characters from last to first.</summary>
public static class Reverse
{
    [ScalarFunction("reverse(string) -> string")]
    public static ReadOnlySpan<byte> Invoke(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> result = scratch.Take(text.Length);
        int end = text.Length;
        while (!text.IsEmpty)
        {
            int width = Math.Min(CodePoints.Width(text[0]), text.Length);
            end -= width;
            text[..width].CopyTo(result[end..]);
            text = text[width..];
        }

        return result;
    }
}
