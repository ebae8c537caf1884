using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>What can be seen in the tokens alone, before the parser recurses: pieces left open, and too much nesting.</summary>
internal static class TokenCheck
{
    /// <summary>The first thing wrong, or null; and how deeply the text nests.</summary>
    public static Diagnostic? Check(TokenWindow window, out int nesting)
    {
        nesting = 0;
        if (window.Span.Length > Limits.StatementLength)
            return ParserErrors.TooLong(window.Tokens[0].Span, window.Span.Length);
        Stack<int> open = new();
        int signs = 0;
        ReadOnlySpan<SqlToken> tokens = window.Tokens;
        for (int at = 0; at < tokens.Length; at++)
        {
            SqlToken token = tokens[at];
            if (Broken(token) is { } broken) return broken;
            signs = IsPrefix(token.Type) ? signs + 1 : 0;
            Track(open, tokens, at);
            nesting = Math.Max(nesting, open.Count + signs);
            if (nesting > Limits.Nesting) return ParserErrors.TooDeep(token.Span);
        }
        return null;
    }

    private static bool IsPrefix(int type) => type is FlinkSqlLexer.NOT or FlinkSqlLexer.MINUS_SIGN or FlinkSqlLexer.PLUS;

    private static void Track(Stack<int> open, ReadOnlySpan<SqlToken> tokens, int at)
    {
        int type = tokens[at].Type;
        switch (type)
        {
            case FlinkSqlLexer.LPAREN or FlinkSqlLexer.LBRACKET or FlinkSqlLexer.CASE or FlinkSqlLexer.EXCLUDE_START:
                open.Push(type);
                break;
            case FlinkSqlLexer.LT when at > 0 && OpensType(tokens[at - 1].Type):
                open.Push(type);
                break;
            case FlinkSqlLexer.RPAREN: Close(open, FlinkSqlLexer.LPAREN); break;
            case FlinkSqlLexer.RBRACKET: Close(open, FlinkSqlLexer.LBRACKET); break;
            case FlinkSqlLexer.END: Close(open, FlinkSqlLexer.CASE); break;
            case FlinkSqlLexer.EXCLUDE_END: Close(open, FlinkSqlLexer.EXCLUDE_START); break;
            case FlinkSqlLexer.GT: Close(open, FlinkSqlLexer.LT); break;
        }
    }

    private static bool OpensType(int type) => type is FlinkSqlLexer.ARRAY or FlinkSqlLexer.MULTISET or FlinkSqlLexer.MAP
        or FlinkSqlLexer.ROW or FlinkSqlLexer.STRUCTURED;

    private static void Close(Stack<int> open, int opening)
    {
        if (open.TryPeek(out int innermost) && innermost == opening) open.Pop();
    }

    private static Diagnostic? Broken(SqlToken token) => token.Type switch
    {
        FlinkSqlLexer.UNTERMINATED_STRING => ParserErrors.UnterminatedString(token.Span),
        FlinkSqlLexer.UNTERMINATED_COMMENT => ParserErrors.UnterminatedComment(token.Span),
        FlinkSqlLexer.UNTERMINATED_NAME => ParserErrors.UnterminatedName(token.Span, token.AsSpan()[0]),
        FlinkSqlLexer.UNRECOGNIZED => ParserErrors.UnknownCharacter(token.Span, token.Text),
        _ => null,
    };
}
