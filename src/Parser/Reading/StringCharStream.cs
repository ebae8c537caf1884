using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace FlinkSql.Parser.Reading;

/// <summary>Feeds a string to the lexer as it is: offsets are those of the string, nothing is copied.</summary>
internal sealed class StringCharStream(string text) : ICharStream
{
    /// <summary>The whole text.</summary>
    public string Source => text;

    public int Index { get; private set; }

    public int Size => text.Length;

    public string SourceName => "sql";

    public void Consume() => Index++;

    public int LA(int i)
    {
        int at = i > 0 ? Index + i - 1 : Index + i;
        return (uint)at < (uint)text.Length ? text[at] : IntStreamConstants.EOF;
    }

    public int Mark() => -1;

    public void Release(int marker)
    {
    }

    public void Seek(int index) => Index = index;

    public string GetText(Interval interval) =>
        text[interval.a..Math.Clamp(interval.b + 1, interval.a, text.Length)];
}
