using System.Text;

namespace FlinkSql.Functions.Text;

/// <summary>The encodings ENCODE and DECODE know, by their Java names.</summary>
internal static class Charset
{
    /// <summary>The encoding of that name in any case, or null.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> name) =>
        Is(name, "utf-8"u8) || Is(name, "utf8"u8) ? Encoding.UTF8
        : Is(name, "us-ascii"u8) || Is(name, "ascii"u8) ? Encoding.ASCII
        : Is(name, "iso-8859-1"u8) || Is(name, "latin1"u8) ? Encoding.Latin1
        : Is(name, "utf-16be"u8) || Is(name, "utf-16"u8) ? Encoding.BigEndianUnicode
        : Is(name, "utf-16le"u8) ? Encoding.Unicode
        : null;

    /// <summary>Whether texts of the encoding begin with a byte order mark.</summary>
    public static bool HasMark(ReadOnlySpan<byte> name) => Is(name, "utf-16"u8);

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known) => Ascii.EqualsIgnoreCase(name, known);
}
