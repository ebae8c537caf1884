using Antlr4.Runtime;
using FlinkSql.Parser.Generated;

namespace FlinkSql.Parser.Reading;

/// <summary>Says what could stand at a place, by asking the parser about a few words and signs people know.</summary>
internal static class Expectation
{
    private const int Most = 6;

    private static readonly (int Type, string Name)[] Candidates =
    [
        (FlinkSqlLexer.COMMA, "\",\""), (FlinkSqlLexer.RPAREN, "\")\""), (FlinkSqlLexer.LPAREN, "\"(\""),
        (FlinkSqlLexer.RBRACKET, "\"]\""), (FlinkSqlLexer.GT, "\">\""), (FlinkSqlLexer.EQ, "\"=\""), (FlinkSqlLexer.SEMICOLON, "\";\""),
        (FlinkSqlLexer.FROM, "FROM"), (FlinkSqlLexer.TABLE, "TABLE"), (FlinkSqlLexer.INTO, "INTO"), (FlinkSqlLexer.AS, "AS"),
        (FlinkSqlLexer.BY, "BY"), (FlinkSqlLexer.ON, "ON"), (FlinkSqlLexer.THEN, "THEN"), (FlinkSqlLexer.WHEN, "WHEN"),
        (FlinkSqlLexer.END, "END"), (FlinkSqlLexer.SET, "SET"), (FlinkSqlLexer.VALUES, "VALUES"), (FlinkSqlLexer.SELECT, "SELECT"),
        (FlinkSqlLexer.JOIN, "JOIN"), (FlinkSqlLexer.WHERE, "WHERE"), (FlinkSqlLexer.GROUP, "GROUP BY"),
        (FlinkSqlLexer.ORDER, "ORDER BY"), (FlinkSqlLexer.LIMIT, "LIMIT"), (FlinkSqlLexer.WITH, "WITH"), (FlinkSqlLexer.FOR, "FOR"),
        (FlinkSqlLexer.AND, "AND"), (FlinkSqlLexer.NULL, "NULL"), (FlinkSqlLexer.EXISTS, "EXISTS"), (FlinkSqlLexer.KEY, "KEY"),
        (FlinkSqlLexer.ENFORCED, "ENFORCED"), (FlinkSqlLexer.IN, "IN"), (FlinkSqlLexer.LIKE, "LIKE"), (FlinkSqlLexer.BETWEEN, "BETWEEN"),
        (FlinkSqlLexer.DEFINE, "DEFINE"), (FlinkSqlLexer.PATTERN, "PATTERN"), (FlinkSqlLexer.HINT_END, "*/"),
    ];

    /// <summary>A short list, or null when nothing of it fits.</summary>
    public static string? Describe(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule, int at)
    {
        bool Fits(int type)
        {
            ParseAttempt attempt = ParseAttempt.Exact(window.With(at, window.Tokens.Length, type), rule);
            return attempt.Tree is not null || attempt.FailedAt > at;
        }

        List<string> fitting = [];
        bool name = Fits(FlinkSqlLexer.IDENTIFIER);
        bool number = Fits(FlinkSqlLexer.INTEGER);
        bool text = Fits(FlinkSqlLexer.STRING);
        bool query = Fits(FlinkSqlLexer.SELECT);
        if (name && number) fitting.Add("an expression");
        else if (name) fitting.Add("a name");
        else if (number) fitting.Add("a number");
        if (text && !number) fitting.Add("a text in quotes");
        if (query) fitting.Add("a query");
        foreach ((int type, string words) in Candidates)
        {
            if (fitting.Count > Most) break;
            bool covered = (name && (type == FlinkSqlLexer.SELECT || Keywords.MayBeName(type)))
                || (name && number && type is FlinkSqlLexer.LPAREN or FlinkSqlLexer.NULL or FlinkSqlLexer.EXISTS)
                || (query && type is FlinkSqlLexer.SELECT or FlinkSqlLexer.VALUES or FlinkSqlLexer.FROM or FlinkSqlLexer.TABLE);
            if (!covered && Fits(type)) fitting.Add(words);
        }
        if (fitting.Count == 0) return null;
        string list = string.Join(", ", fitting.Take(Most));
        return fitting.Count > Most ? list + ", .." : list;
    }

    /// <summary>The text of a sign or keyword.</summary>
    public static string TextOf(int type) =>
        FlinkSqlLexer.DefaultVocabulary.GetLiteralName(type)?.Trim('\'') is { } sign ? $"\"{sign}\"" : Keywords.TextOf(type)!;
}
