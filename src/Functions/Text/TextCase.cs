using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>Upper and lower case by the invariant mapping of single code points, whatever the culture of the process.</summary>
internal static class TextCase
{
    public static ReadOnlySpan<byte> Upper(ReadOnlySpan<byte> text, Scratch scratch)
    {
        if (!Ascii.IsValid(text))
        {
            return Map(text, scratch, upper: true);
        }

        Span<byte> result = scratch.Take(text.Length);
        Ascii.ToUpper(text, result, out _);
        return result;
    }

    public static ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> text, Scratch scratch)
    {
        if (!Ascii.IsValid(text))
        {
            return Map(text, scratch, upper: false);
        }

        Span<byte> result = scratch.Take(text.Length);
        Ascii.ToLower(text, result, out _);
        return result;
    }

    /// <summary>The first letter of each run of letters and digits in upper case, all others in lower case.</summary>
    public static ReadOnlySpan<byte> Initial(ReadOnlySpan<byte> text, Scratch scratch)
    {
        Span<byte> result = scratch.Take(2L * text.Length);
        int length = 0;
        bool inWord = false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int width);
            text = text[width..];
            length += (inWord ? Rune.ToLowerInvariant(rune) : Rune.ToUpperInvariant(rune)).EncodeToUtf8(result[length..]);
            inWord = Rune.IsLetterOrDigit(rune);
        }

        return result[..length];
    }

    private static ReadOnlySpan<byte> Map(ReadOnlySpan<byte> text, Scratch scratch, bool upper)
    {
        // A code point of two bytes may map to one of three.
        Span<byte> result = scratch.Take(2L * text.Length);
        int length = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int width);
            text = text[width..];
            length += (upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune)).EncodeToUtf8(result[length..]);
        }

        return result[..length];
    }
}
