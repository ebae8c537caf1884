using Antlr4.Runtime;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>Cuts a script at its semicolons, except those inside a statement set.</summary>
internal static class StatementSplitter
{
    public static IReadOnlyList<StatementWindow> Split(string source, SqlToken[] tokens)
    {
        List<StatementWindow> statements = [];
        int start = 0;
        while (tokens[start].Type != TokenConstants.EOF)
        {
            int end = EndOf(tokens, start);
            bool terminated = tokens[end].Type == FlinkSqlLexer.SEMICOLON;
            if (end > start)
            {
                SqlToken last = new(source, TokenConstants.EOF, tokens[end].Start, tokens[end].Start) { TokenIndex = end };
                statements.Add(new StatementWindow(new TokenWindow(source, tokens.AsMemory(start..end), last), terminated));
            }
            start = terminated ? end + 1 : end;
        }
        return statements;
    }

    /// <summary>The index of the semicolon or end behind a statement.</summary>
    private static int EndOf(SqlToken[] tokens, int start)
    {
        int at = start;
        if (SetBegin(tokens, start) is { } begin)
        {
            // CASE has an END of its own.
            int cases = 0;
            for (at = begin; tokens[at].Type != TokenConstants.EOF; at++)
            {
                if (tokens[at].Type == FlinkSqlLexer.CASE) cases++;
                else if (tokens[at].Type == FlinkSqlLexer.END && cases-- == 0) break;
            }
        }
        while (tokens[at].Type is not (FlinkSqlLexer.SEMICOLON or TokenConstants.EOF)) at++;
        return at;
    }

    /// <summary>The index behind STATEMENT SET BEGIN or BEGIN STATEMENT SET at the start of a statement, or null.</summary>
    private static int? SetBegin(SqlToken[] tokens, int start)
    {
        for (int at = start; at < start + 8 && at + 2 < tokens.Length; at++)
        {
            int type = tokens[at].Type;
            if (type is FlinkSqlLexer.SEMICOLON or TokenConstants.EOF) return null;
            if (type == FlinkSqlLexer.BEGIN && Follows(tokens, at + 1, FlinkSqlLexer.STATEMENT, FlinkSqlLexer.SET)) return at + 3;
            if (type == FlinkSqlLexer.STATEMENT && Follows(tokens, at + 1, FlinkSqlLexer.SET, FlinkSqlLexer.BEGIN)) return at + 3;
        }
        return null;
    }

    private static bool Follows(SqlToken[] tokens, int at, int first, int second) =>
        tokens[at].Type == first && tokens[at + 1].Type == second;
}
