using Antlr4.Runtime;
using FlinkSql.Parser.Generated;
using FlinkSql.Parser.Reading;

namespace FlinkSql.Parser.Explaining;

/// <summary>Says what could stand at a place, by asking the parser about a few words and signs people know.</summary>
internal static class Expectation
{
    private const int Most = 6;

    // Signs that may follow nearly anything: worth naming only when nothing else fits.
    private static readonly int[] Weak =
        [FlinkSqlLexer.LPAREN, FlinkSqlLexer.SEMICOLON, FlinkSqlLexer.EQ, FlinkSqlLexer.GT, FlinkSqlLexer.LBRACKET, FlinkSqlLexer.DOT];

    private static readonly int[] Strong =
    [
        FlinkSqlLexer.COMMA, FlinkSqlLexer.RPAREN, FlinkSqlLexer.RBRACKET, FlinkSqlLexer.FROM, FlinkSqlLexer.TABLE,
        FlinkSqlLexer.INTO, FlinkSqlLexer.AS, FlinkSqlLexer.BY, FlinkSqlLexer.ON, FlinkSqlLexer.THEN, FlinkSqlLexer.WHEN,
        FlinkSqlLexer.END, FlinkSqlLexer.SET, FlinkSqlLexer.VALUES, FlinkSqlLexer.JOIN, FlinkSqlLexer.WHERE, FlinkSqlLexer.GROUP,
        FlinkSqlLexer.ORDER, FlinkSqlLexer.LIMIT, FlinkSqlLexer.WITH, FlinkSqlLexer.FOR, FlinkSqlLexer.AND, FlinkSqlLexer.IN, FlinkSqlLexer.NULL,
        FlinkSqlLexer.EXISTS, FlinkSqlLexer.KEY, FlinkSqlLexer.ENFORCED, FlinkSqlLexer.DEFINE, FlinkSqlLexer.PATTERN, FlinkSqlLexer.HINT_END,
    ];

    /// <summary>A short list, or null when nothing of it fits.</summary>
    public static string? Describe(TokenWindow window, Func<FlinkSqlParser, ParserRuleContext> rule, int at)
    {
        bool Fits(int type)
        {
            ParseAttempt attempt = ParseAttempt.Exact(window.With(at, window.Tokens.Length, type), rule);
            return attempt.Tree is not null || attempt.FailedAt > at;
        }

        if (at > 1 && window.Get(at - 2).Type == FlinkSqlLexer.INTERVAL) return "SECOND, MINUTE, HOUR, DAY, MONTH or YEAR";
        if (at == 0 && Fits(FlinkSqlLexer.SELECT) && Fits(FlinkSqlLexer.CREATE)) return "a statement: SELECT, INSERT, CREATE, SHOW, ..";
        List<string> fitting = [];
        bool name = Fits(FlinkSqlLexer.IDENTIFIER);
        bool number = Fits(FlinkSqlLexer.INTEGER);
        bool query = Fits(FlinkSqlLexer.SELECT);
        if (name && number) fitting.Add("an expression");
        else if (name && !Fits(FlinkSqlLexer.AS)) fitting.Add("a name");
        else if (number) fitting.Add("a number");
        if (!number && Fits(FlinkSqlLexer.STRING)) fitting.Add("a text in quotes");
        if (query) fitting.Add("a query");
        bool operators = Fits(FlinkSqlLexer.EQ) && Fits(FlinkSqlLexer.AND);
        foreach (int type in Strong)
        {
            if (fitting.Count > Most) break;
            bool covered = (name && Keywords.MayBeName(type))
                || (operators && type is FlinkSqlLexer.AND or FlinkSqlLexer.IN)
                || (name && number && type is FlinkSqlLexer.NULL or FlinkSqlLexer.EXISTS)
                || (query && type is FlinkSqlLexer.VALUES or FlinkSqlLexer.FROM or FlinkSqlLexer.TABLE or FlinkSqlLexer.WITH);
            if (!covered && Fits(type)) fitting.Add(TextOf(type));
        }
        if (fitting.Count <= Most && operators) fitting.Add("an operator");
        if (fitting.Count == 0) fitting.AddRange(Weak.Where(Fits).Select(TextOf));
        if (fitting.Count == 0)
        {
            IEnumerable<int> rest = Keywords.All.Order(StringComparer.Ordinal).Select(word => Keywords.TypeOf(word));
            fitting.AddRange(rest.Where(Fits).Select(TextOf).Take(Most + 1));
        }
        if (fitting.Count == 0) return null;
        string list = string.Join(", ", fitting.Take(Most));
        return fitting.Count > Most ? list + ", .." : list;
    }

    /// <summary>The text of a sign in quotes, or a keyword with the word that always follows it.</summary>
    public static string TextOf(int type) => type switch
    {
        FlinkSqlLexer.GROUP => "GROUP BY",
        FlinkSqlLexer.ORDER => "ORDER BY",
        _ => FlinkSqlLexer.DefaultVocabulary.GetLiteralName(type)?.Trim('\'') is { } sign ? $"\"{sign}\"" : Keywords.TextOf(type)!,
    };
}
