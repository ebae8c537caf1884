namespace FlinkSql.Connectors.Formats;

/// <summary>Takes the escapes out of a field.</summary>
internal interface IUnescaper
{
    /// <summary>Writes the text, which is never longer; -1 if an escape is malformed.</summary>
    int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to);
}
