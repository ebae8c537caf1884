namespace FlinkSql.Connectors.Formats.Csv;

/// <summary>Makes one quote of a doubled one, and takes what stands behind an escape character as it is.</summary>
internal sealed class CsvUnescaper(CsvOptions options) : IUnescaper
{
    public int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        int written = 0;
        for (int at = 0; at < escaped.Length; at++)
        {
            byte letter = escaped[at];
            if (letter == options.Escape && at + 1 < escaped.Length)
            {
                letter = escaped[++at] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    (byte)'0' => 0,
                    byte other => other,
                };
            }
            else if (letter == options.Quote && at + 1 < escaped.Length && escaped[at + 1] == letter)
            {
                at++;
            }

            to[written++] = letter;
        }

        return written;
    }
}
