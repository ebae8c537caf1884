using System.Text;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Scalar;

/// <summary>DECODE: the text that bytes are in a character set; NULL where the set is not known.</summary>
public static class Decode
{
    [ScalarFunction("decode(bytes, string) -> string")]
    public static bool TryInvoke(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> charset, Scratch scratch, out ReadOnlySpan<byte> text)
    {
        text = default;
        Encoding? encoding = Charset.Find(charset);
        if (encoding is null)
        {
            return false;
        }

        // With a byte order mark the bytes themselves say which way round they are.
        if (Charset.HasMark(charset) && bytes.StartsWith(Encoding.Unicode.Preamble))
        {
            encoding = Encoding.Unicode;
        }

        bool marked = Charset.HasMark(charset) && bytes.StartsWith(encoding.Preamble);
        string characters = encoding.GetString(marked ? bytes[2..] : bytes);
        Span<byte> result = scratch.Take(Encoding.UTF8.GetByteCount(characters));
        Encoding.UTF8.GetBytes(characters, result);
        text = result;
        return true;
    }
}
