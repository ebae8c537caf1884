namespace FlinkSql.Functions.Scalar;

/// <summary>OVERLAY: a text whose characters from a position on are replaced by another text.</summary>
public static class Overlay
{
    [ScalarFunction("overlay(string, string, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> placing, int start, Scratch scratch) =>
        Invoke(text, placing, start, CodePoints.Count(placing), scratch);

    [ScalarFunction("overlay(string, string, int, int) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> placing, int start, int length, Scratch scratch)
    {
        int count = CodePoints.Count(text);
        if (start <= 0 || start > count)
        {
            return text;
        }

        ReadOnlySpan<byte> head = text[..CodePoints.Offset(text, start - 1)];
        ReadOnlySpan<byte> tail = length > 0 ? text[CodePoints.Offset(text, start - 1L + length)..] : default;
        Span<byte> result = scratch.Take((long)head.Length + placing.Length + tail.Length);
        head.CopyTo(result);
        placing.CopyTo(result[head.Length..]);
        tail.CopyTo(result[(head.Length + placing.Length)..]);
        return result;
    }
}
