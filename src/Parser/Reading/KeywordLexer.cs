using Antlr4.Runtime;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>
/// What the generated lexer builds on: turns identifiers that are keywords into keyword tokens,
/// and keeps <c>*/</c> a sign of its own only inside a hint.
/// </summary>
internal abstract class KeywordLexer(ICharStream input, TextWriter output, TextWriter errorOutput)
    : Lexer(input, output, errorOutput)
{
    private readonly StringCharStream _stream = (StringCharStream)input;
    private readonly List<SqlToken> _tokens = [];
    private bool _inHint;

    /// <summary>All tokens of the text, an end token last.</summary>
    public static SqlToken[] ReadAll(string text)
    {
        FlinkSqlLexer lexer = new(new StringCharStream(text), TextWriter.Null, TextWriter.Null);
        lexer.RemoveErrorListeners();
        while (lexer.NextToken().Type != TokenConstants.EOF)
        {
        }
        return [.. lexer._tokens];
    }

    public override IToken Emit()
    {
        int start = TokenStartCharIndex;
        int end = _stream.Index;
        switch (Type)
        {
            case FlinkSqlLexer.IDENTIFIER:
                Type = Keywords.TypeOf(_stream.Source.AsSpan(start, end - start));
                break;
            case FlinkSqlLexer.HINT_START:
                _inHint = true;
                break;
            case FlinkSqlLexer.HINT_END when _inHint:
                _inHint = false;
                break;
            case FlinkSqlLexer.HINT_END:
                Type = FlinkSqlLexer.STAR;
                _stream.Seek(--end);
                break;
        }
        return Add(Type, start, end);
    }

    public override IToken EmitEOF() => Add(TokenConstants.EOF, _stream.Size, _stream.Size);

    private SqlToken Add(int type, int start, int end)
    {
        SqlToken token = new(_stream.Source, type, start, end) { TokenIndex = _tokens.Count };
        _tokens.Add(token);
        Emit(token);
        return token;
    }
}
