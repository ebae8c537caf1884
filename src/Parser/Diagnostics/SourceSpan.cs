namespace FlinkSql.Parser.Diagnostics;

/// <summary>A stretch of the SQL text: start offset and length in UTF-16 units. The default value means "no text" (built by LINQ).</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The offset just behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>True for nodes that were not read from a text.</summary>
    public bool IsNone => Start == 0 && Length == 0;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>The smallest span that covers both; a span of no text does not count.</summary>
    public SourceSpan To(SourceSpan other) =>
        IsNone ? other
        : other.IsNone ? this
        : FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));

    /// <summary>Line and column of the first character, both counted from 1.</summary>
    public TextPosition StartPosition(string text) => TextPosition.At(text, Start);

    /// <summary>The characters covered, cut to the text's bounds.</summary>
    public string Slice(string text)
    {
        int start = Math.Clamp(Start, 0, text.Length);
        return text[start..Math.Clamp(End, start, text.Length)];
    }
}
