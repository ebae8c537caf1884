using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>Text as UTF-16, which regular expressions need, in a buffer of the thread that the next call overwrites.</summary>
internal static class Utf16
{
    private const int KeptCharacters = 1 << 16;

    [ThreadStatic]
    private static char[]? t_buffer;

    public static ReadOnlySpan<char> Of(ReadOnlySpan<byte> text)
    {
        char[] buffer = t_buffer ?? [];
        if (buffer.Length < text.Length)
        {
            buffer = new char[Math.Max(text.Length, 256)];
            t_buffer = buffer.Length <= KeptCharacters ? buffer : t_buffer;
        }

        return buffer.AsSpan(0, Encoding.UTF8.GetChars(text, buffer));
    }
}
