using System.Text;
using System.Text.Json;

namespace FlinkSql.Functions.Json;

/// <summary>Tests and unescapes JSON text.</summary>
internal static class JsonText
{
    /// <summary>The kind of value a JSON text is, or None where it is no JSON.</summary>
    public static JsonTokenType Kind(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read())
            {
                return JsonTokenType.None;
            }

            JsonTokenType kind = reader.TokenType;
            reader.Skip();
            return reader.Read() ? JsonTokenType.None : kind;
        }
        catch (JsonException)
        {
            return JsonTokenType.None;
        }
    }

    /// <summary>The text of a JSON string that is known to be one, with its quotes.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> json, Scratch scratch)
    {
        json = json.Trim(" \t\r\n"u8);
        ReadOnlySpan<byte> inner = json[1..^1];
        if (inner.IndexOf((byte)'\\') < 0)
        {
            return inner;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        try
        {
            Span<byte> text = scratch.Take(inner.Length);
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates: no character, so it is replaced.
            return "\uFFFD"u8;
        }
    }

    /// <summary>Writes text as a JSON string, all but ASCII as escapes.</summary>
    public static void Quote(Text.TextBuilder to, ReadOnlySpan<byte> text, bool escapeSlash)
    {
        Span<char> units = stackalloc char[2];
        Span<byte> escape = stackalloc byte[6];
        to.Add((byte)'"');
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int width);
            text = text[width..];
            byte letter = Letter(rune.Value, escapeSlash);
            if (letter != 0)
            {
                to.Add((byte)'\\');
                to.Add(letter);
            }
            else if (rune.Value is >= 0x20 and < 0x80)
            {
                to.Add((byte)rune.Value);
            }
            else
            {
                foreach (char unit in units[..rune.EncodeToUtf16(units)])
                {
                    "\\u"u8.CopyTo(escape);
                    ((int)unit).TryFormat(escape[2..], out _, "x4");
                    to.Add(escape);
                }
            }
        }

        to.Add((byte)'"');
    }

    private static byte Letter(int character, bool escapeSlash) => character switch
    {
        '"' => (byte)'"',
        '\\' => (byte)'\\',
        '/' when escapeSlash => (byte)'/',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        _ => 0,
    };
}
