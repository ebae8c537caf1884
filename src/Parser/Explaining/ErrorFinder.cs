using Antlr4.Runtime;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Generated;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser.Explaining;

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
        if (ForeignSyntax.HintFor(window.Tokens, failedAt) is { } hint) return new SyntaxError(plain with { Hint = hint }, null);
        if (ClosesNothing() is { } closing) return closing;
        if (Misspelling() is { } misspelling) return misspelling;
        if (CommaTooMany() is { } comma) return comma;
        if (ReservedWord() is { } reserved) return reserved;
        plain = plain with { Expected = Expectation.Describe(window, rule, failedAt) };
        if (Unclosed() is { } open) return new SyntaxError(plain with { Detail = open }, null);
        return Doubled(plain) ?? MissingSign(plain) ?? new SyntaxError(plain, null);
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
            int length = token.AsSpan().Length;
            bool word = token.Type == FlinkSqlLexer.IDENTIFIER ? length > 1 : Keywords.IsKeyword(token.Type) && length > 3;
            if (!word) continue;

            // A reserved word that only wants back quotes is not misspelled.
            bool reserved = token.Type != FlinkSqlLexer.IDENTIFIER && !Keywords.MayBeName(token.Type);
            int reachAsName = reserved ? Reach(window.With(at, 1, FlinkSqlLexer.IDENTIFIER)) : -1;
            foreach (string keyword in Keywords.All)
            {
                int distance = Spelling.Distance(token.Text, keyword);
                if (distance == 0 || distance > Spelling.Allowed(Math.Max(length, 3))) continue;
                TokenWindow repaired = window.With(at, 1, Keywords.TypeOf(keyword));
                int reach = Reach(repaired);
                if (reach < bestReach || (reach == bestReach && distance >= bestDistance) || reach == failedAt) continue;
                if (reach <= reachAsName) continue;
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

    private SyntaxError? ClosesNothing()
    {
        if (AtEnd || Failed.Type is not (FlinkSqlLexer.RPAREN or FlinkSqlLexer.RBRACKET)) return null;
        int open = 0;
        foreach (SqlToken token in window.Tokens[..failedAt])
        {
            if (token.Type is FlinkSqlLexer.LPAREN or FlinkSqlLexer.LBRACKET) open++;
            else if (token.Type is FlinkSqlLexer.RPAREN or FlinkSqlLexer.RBRACKET) open--;
        }
        return open > 0 ? null : new SyntaxError(ParserErrors.ClosesNothing(Failed.Span, Failed.Text), window.With(failedAt, 1));
    }

    /// <summary>The same sign twice, as in a == b.</summary>
    private SyntaxError? Doubled(Diagnostic plain)
    {
        if (AtEnd || failedAt == 0 || !SameText(Failed, window.Tokens[failedAt - 1])) return null;
        TokenWindow repaired = window.With(failedAt, 1);
        return Reach(repaired) == int.MaxValue
            ? new SyntaxError(plain with { Suggestion = "once is enough", Replacement = "", Expected = null }, repaired)
            : null;
    }

    private static bool SameText(SqlToken one, SqlToken other) =>
        one.Type != FlinkSqlLexer.IDENTIFIER && one.AsSpan().Equals(other.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private SyntaxError? MissingSign(Diagnostic plain)
    {
        if (failedAt == 0) return null;

        // Two texts side by side are one text to SQL: 'connector' 'kafka'.
        bool joined = failedAt > 1 && window.Tokens[failedAt - 1].Type == FlinkSqlLexer.STRING
            && window.Tokens[failedAt - 2].Type == FlinkSqlLexer.STRING;
        return MissingSign(plain, failedAt) ?? (joined ? MissingSign(plain, failedAt - 1) : null);
    }

    private SyntaxError? MissingSign(Diagnostic plain, int at)
    {
        foreach (int type in MissingSigns)
        {
            TokenWindow repaired = window.With(at, 0, type);
            if (Reach(repaired) != int.MaxValue) continue;
            string sign = Expectation.TextOf(type);
            string suggestion = AtEnd ? $"is {sign} missing at the end?" : $"is {sign} missing before {window.Get(at).Text}?";
            Diagnostic diagnostic = at == failedAt ? plain : ParserErrors.Unexpected(window.Tokens[at].Span, window.Tokens[at].Text);
            return new SyntaxError(diagnostic with { Suggestion = suggestion, Expected = null }, repaired);
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
        if (!open.TryPop(out SqlToken? last)) return null;
        TextPosition position = last.Span.StartPosition(window.Source);
        return $"\"{last.Text}\" at line {position.Line}, column {position.Column} is not closed";
    }
}
