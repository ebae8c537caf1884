using System.Text.Json;

namespace FlinkSql.Connectors.Formats.Json;

/// <summary>Takes the escapes out of a JSON string.</summary>
internal sealed class JsonUnescaper : IUnescaper
{
    private byte[] _quoted = [];

    public int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        if (_quoted.Length < escaped.Length + 2)
        {
            _quoted = new byte[2 * escaped.Length + 2];
        }

        _quoted[0] = (byte)'"';
        escaped.CopyTo(_quoted.AsSpan(1));
        _quoted[escaped.Length + 1] = (byte)'"';
        var reader = new Utf8JsonReader(_quoted.AsSpan(0, escaped.Length + 2));
        try
        {
            reader.Read();
            return reader.CopyString(to);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8.
            return -1;
        }
    }
}
