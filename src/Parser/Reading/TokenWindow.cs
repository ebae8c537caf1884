using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser.Reading;

/// <summary>The tokens of one statement, a window on those of the script, as the parser wants to see them.</summary>
internal sealed class TokenWindow(string source, ReadOnlyMemory<SqlToken> tokens, SqlToken end) : ITokenStream
{
    /// <summary>The whole script.</summary>
    public string Source => source;

    /// <summary>The tokens without the end.</summary>
    public ReadOnlySpan<SqlToken> Tokens => tokens.Span;

    /// <summary>From the first token to the end of the last.</summary>
    public SourceSpan Span => tokens.IsEmpty ? end.Span : tokens.Span[0].Span.To(tokens.Span[^1].Span);

    /// <summary>The end token.</summary>
    public SqlToken EndToken => end;

    public int Index { get; private set; }

    public int Size => tokens.Length + 1;

    public string SourceName => "sql";

    public ITokenSource TokenSource => throw new NotSupportedException();

    /// <summary>A window on a whole text.</summary>
    public static TokenWindow Over(string source, SqlToken[] all) => new(source, all.AsMemory(0, all.Length - 1), all[^1]);

    /// <summary>The place of a token in this window; the end token's is the number of tokens.</summary>
    public int IndexOf(SqlToken token) => tokens.IsEmpty ? 0 : token.TokenIndex - tokens.Span[0].TokenIndex;

    /// <summary>The same window with some tokens replaced: <paramref name="remove"/> of them from an index on.</summary>
    public TokenWindow With(int at, int remove, params ReadOnlySpan<int> types)
    {
        SqlToken place = at < tokens.Length ? tokens.Span[at] : end;
        List<SqlToken> changed = [.. tokens.Span[..at]];
        foreach (int type in types) changed.Add(new SqlToken(source, type, place.Start, place.End));
        changed.AddRange(tokens.Span[Math.Min(at + remove, tokens.Length)..]);
        SqlToken[] numbered = [.. changed.Select((token, index) => token.At(index))];
        return new TokenWindow(source, numbered, end.At(numbered.Length));
    }

    public IToken Get(int i) => i < tokens.Length ? tokens.Span[i] : end;

    public IToken? LT(int k)
    {
        int at = k > 0 ? Index + k - 1 : Index + k;
        return at < 0 ? null : Get(at);
    }

    public int LA(int i)
    {
        int at = i > 0 ? Index + i - 1 : Index + i;
        return (uint)at < (uint)tokens.Length ? tokens.Span[at].Type : TokenConstants.EOF;
    }

    public void Consume()
    {
        if (Index < tokens.Length) Index++;
    }

    public void Seek(int index) => Index = Math.Min(index, tokens.Length);

    public int Mark() => 0;

    public void Release(int marker)
    {
    }

    public string GetText() => Span.Slice(source);

    public string GetText(Interval interval) => GetText(Get(interval.a), Get(interval.b));

    public string GetText(RuleContext ctx) => GetText(ctx.SourceInterval);

    public string GetText(IToken start, IToken stop) =>
        SourceSpan.FromBounds(((SqlToken)start).Start, ((SqlToken)stop).End).Slice(source);
}
