using Antlr4.Runtime;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser.Reading;

/// <summary>A word or sign: its kind and where it stands. The text is cut from the source only when asked for.</summary>
internal sealed class SqlToken(string source, int type, int start, int end) : IToken
{
    public int Type => type;

    public int Start => start;

    /// <summary>The offset behind the last character.</summary>
    public int End => end;

    public SourceSpan Span => SourceSpan.FromBounds(start, end);

    public int TokenIndex { get; init; }

    public string Text => type == TokenConstants.EOF ? "<EOF>" : source[start..end];

    /// <summary>The same token at another place among the tokens.</summary>
    public SqlToken At(int index) => new(source, type, start, end) { TokenIndex = index };

    public ReadOnlySpan<char> AsSpan() => source.AsSpan(start, end - start);

    // ANTLR counts the last character in.
    int IToken.StartIndex => start;

    int IToken.StopIndex => end - 1;

    int IToken.Channel => TokenConstants.DefaultChannel;

    int IToken.Line => TextPosition.At(source, start).Line;

    int IToken.Column => TextPosition.At(source, start).Column - 1;

    ITokenSource? IToken.TokenSource => null;

    ICharStream? IToken.InputStream => null;

    public override string ToString() => Text;
}
