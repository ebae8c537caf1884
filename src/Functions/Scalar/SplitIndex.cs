using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// SPLIT_INDEX: the part of that number, from 0, between separators; NULL where there are not so many.
/// </summary>
public static class SplitIndex
{
    [ScalarFunction("split_index(string, string, int) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, int index, out ReadOnlySpan<byte> part) =>
        TextSearch.TryPart(text, separator.IsEmpty ? " "u8 : separator, index, out part);

    [ScalarFunction("split_index(string, int, int) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, int separator, int index, out ReadOnlySpan<byte> part)
    {
        Span<byte> character = stackalloc byte[2];
        part = default;
        return separator is >= 1 and <= 255
            && TextSearch.TryPart(
                text, character[..new System.Text.Rune((char)separator).EncodeToUtf8(character)], index, out part);
    }
}
