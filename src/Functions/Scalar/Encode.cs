using System.Text;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>ENCODE: the bytes of a text in a character set; NULL where the set is not known.</summary>
public static class Encode
{
    [ScalarFunction("encode(string, string) -> bytes")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> charset, Scratch scratch, out ReadOnlySpan<byte> bytes)
    {
        bytes = text;
        Encoding? encoding = Charset.Find(charset);
        if (encoding is null || encoding == Encoding.UTF8)
        {
            return encoding is not null;
        }

        ReadOnlySpan<char> characters = Utf16.Of(text);
        bool marked = Charset.HasMark(charset);
        Span<byte> result = scratch.Take(encoding.GetByteCount(characters) + (marked ? 2 : 0));
        if (marked)
        {
            encoding.Preamble.CopyTo(result);
        }

        encoding.GetBytes(characters, result[(marked ? 2 : 0)..]);
        bytes = result;
        return true;
    }
}
