namespace FlinkSql.Functions.Text;

/// <summary>Brings text to a length in code points; false for a negative length or nothing to pad with.</summary>
internal static class TextPad
{
    public static bool TryPad(
        ReadOnlySpan<byte> text, int length, ReadOnlySpan<byte> padding, bool left, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (length < 0 || padding.IsEmpty)
        {
            return false;
        }

        int own = CodePoints.Count(text);
        if (own >= length)
        {
            result = text[..CodePoints.Offset(text, length)];
            return true;
        }

        int missing = length - own;
        int paddingCount = CodePoints.Count(padding);
        int rest = CodePoints.Offset(padding, missing % paddingCount);
        Span<byte> space = scratch.Take((long)(missing / paddingCount) * padding.Length + rest + text.Length);
        Span<byte> fill = left ? space[..^text.Length] : space[text.Length..];
        text.CopyTo(left ? space[^text.Length..] : space);
        for (; fill.Length >= padding.Length; fill = fill[padding.Length..])
        {
            padding.CopyTo(fill);
        }

        padding[..fill.Length].CopyTo(fill);
        result = space;
        return true;
    }
}
