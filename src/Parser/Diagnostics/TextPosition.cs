namespace FlinkSql.Parser.Diagnostics;

/// <summary>A line and a column, both counted from 1.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The position of an offset in a text; lines end with \n, \r\n or \r.</summary>
    public static TextPosition At(string text, int offset)
    {
        int end = Math.Clamp(offset, 0, text.Length);
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < end; at++)
        {
            bool newLine = text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n'));
            if (!newLine) continue;
            line++;
            lineStart = at + 1;
        }
        return new TextPosition(line, end - lineStart + 1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
