using Antlr4.Runtime;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>An error, and the tokens with the suggested repair applied if there is one.</summary>
internal sealed record SyntaxError(Diagnostic Diagnostic, TokenWindow? Repaired);

/// <summary>
/// Explains why a statement does not parse. Every guess (a misspelled keyword, a reserved word used as a name, a comma too
/// many or missing) is put to the parser: only one that lets it read on is made a suggestion.
/// </summary>
internal sealed class ErrorFinder(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule, int failedAt)
{
    // Guessing parses the statement some hundred times.
    private const int LargestStatement = 3_000;
    private const int LookBack = 3;

    private static readonly int[] MissingSigns =
    [
        FlinkSqlLexer.COMMA, FlinkSqlLexer.RPAREN, FlinkSqlLexer.LPAREN, FlinkSqlLexer.AS, FlinkSqlLexer.FROM, FlinkSqlLexer.BY,
        FlinkSqlLexer.SELECT, FlinkSqlLexer.EQ, FlinkSqlLexer.THEN, FlinkSqlLexer.END, FlinkSqlLexer.GT, FlinkSqlLexer.RBRACKET,
        FlinkSqlLexer.INTO, FlinkSqlLexer.TABLE, FlinkSqlLexer.AND,
    ];

    private SqlToken Failed => (SqlToken)window.Get(failedAt);

    private bool AtEnd => failedAt >= window.Tokens.Length;

    public SyntaxError Find()
    {
        Diagnostic plain = AtEnd
            ? ParserErrors.UnexpectedEnd(EndSpan())
            : ParserErrors.Unexpected(Failed.Span, Failed.Text);
        if (window.Tokens.Length > LargestStatement) return new SyntaxError(plain, null);
        if (Misspelling() is { } misspelling) return misspelling;
        if (CommaTooMany() is { } comma) return comma;
        if (ReservedWord() is { } reserved) return reserved;
        plain = plain with { Expected = Expectation.Describe(window, rule, failedAt) };
        if (Unclosed() is { } open) return new SyntaxError(plain with { Detail = open }, null);
        return MissingSign(plain) ?? new SyntaxError(plain, null);
    }

    private SourceSpan EndSpan()
    {
        int end = window.Tokens.IsEmpty ? window.EndToken.Start : window.Tokens[^1].End;
        return new SourceSpan(end, 1);
    }

    /// <summary>How far the parser gets with other tokens; more than any index if it accepts them all.</summary>
    private int Reach(TokenWindow changed)
    {
        ParseAttempt attempt = ParseAttempt.Exact(changed, rule);
        return attempt.Tree is null ? attempt.FailedAt : int.MaxValue;
    }

    private SyntaxError? Misspelling()
    {
        SyntaxError? best = null;
        int bestReach = failedAt;
        int bestDistance = int.MaxValue;
        for (int at = Math.Min(failedAt, window.Tokens.Length - 1); at >= Math.Max(0, failedAt - LookBack); at--)
        {
            SqlToken token = window.Tokens[at];
            if (token.Type != FlinkSqlLexer.IDENTIFIER && !Keywords.IsKeyword(token.Type)) continue;
            foreach (string keyword in Keywords.All)
            {
                int distance = Spelling.Distance(token.Text, keyword);
                if (distance == 0 || distance > Spelling.Allowed(Math.Max(token.Text.Length, 3))) continue;
                TokenWindow repaired = window.With(at, 1, Keywords.TypeOf(keyword));
                int reach = Reach(repaired);
                if (reach < bestReach || (reach == bestReach && distance >= bestDistance) || reach == failedAt) continue;
                (bestReach, bestDistance) = (reach, distance);
                best = new SyntaxError(ParserErrors.Misspelled(token.Span, token.Text, keyword), repaired);
            }
        }
        return best;
    }

    private SyntaxError? CommaTooMany()
    {
        if (failedAt == 0 || window.Tokens[failedAt - 1].Type != FlinkSqlLexer.COMMA) return null;
        TokenWindow repaired = window.With(failedAt - 1, 1);
        if (Reach(repaired) < failedAt) return null;
        SqlToken comma = window.Tokens[failedAt - 1];
        Diagnostic diagnostic = ParserErrors.Unexpected(comma.Span, ",") with
        {
            Suggestion = AtEnd ? "nothing follows this comma" : $"remove it, or add an item before {Failed.Text}",
            Replacement = "",
        };
        return new SyntaxError(diagnostic, repaired);
    }

    private SyntaxError? ReservedWord()
    {
        if (AtEnd || !Keywords.IsKeyword(Failed.Type) || Keywords.MayBeName(Failed.Type)) return null;
        TokenWindow repaired = window.With(failedAt, 1, FlinkSqlLexer.IDENTIFIER);
        int asName = Reach(repaired);
        if (asName <= failedAt + 1 && asName != int.MaxValue) return null;

        // SELECT FROM t: rather an item is missing than FROM a name.
        int withItem = Reach(window.With(failedAt, 0, FlinkSqlLexer.IDENTIFIER));
        if (withItem == int.MaxValue || withItem - 1 >= asName) return null;
        return new SyntaxError(ParserErrors.ReservedWord(Failed.Span, Failed.Text), repaired);
    }

    private SyntaxError? MissingSign(Diagnostic plain)
    {
        foreach (int type in MissingSigns)
        {
            TokenWindow repaired = window.With(failedAt, 0, type);
            if (Reach(repaired) != int.MaxValue) continue;
            string sign = Expectation.TextOf(type);
            string where = AtEnd ? "at the end" : $"before {Failed.Text}";
            return new SyntaxError(plain with { Suggestion = $"is {sign} missing {where}?" }, repaired);
        }
        return null;
    }

    /// <summary>Says which bracket or CASE is still open at the end of the statement.</summary>
    private string? Unclosed()
    {
        if (!AtEnd) return null;
        Stack<SqlToken> open = new();
        foreach (SqlToken token in window.Tokens)
        {
            switch (token.Type)
            {
                case FlinkSqlLexer.LPAREN or FlinkSqlLexer.LBRACKET or FlinkSqlLexer.CASE:
                    open.Push(token);
                    break;
                case FlinkSqlLexer.RPAREN or FlinkSqlLexer.RBRACKET or FlinkSqlLexer.END:
                    open.TryPop(out _);
                    break;
            }
        }
        return open.TryPop(out SqlToken? last)
            ? $"\"{last.Text}\" at line {last.Span.StartPosition(window.Source).ToString().Replace(":", ", column ", StringComparison.Ordinal)} is not closed"
            : null;
    }
}
