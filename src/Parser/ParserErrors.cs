using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Parser;

/// <summary>Every message of the parser, one factory each.</summary>
internal static class ParserErrors
{
    // ---- words in the wrong place ----

    public static Diagnostic Unexpected(SourceSpan span, string text) =>
        Error("FLS1001", span, $"unexpected \"{Shorten(text)}\"");

    public static Diagnostic Misspelled(SourceSpan span, string text, string meant) =>
        Unexpected(span, text) with { Suggestion = $"did you mean {meant}?", Replacement = meant };

    public static Diagnostic KeyWithSpace(SourceSpan span, string text) =>
        Unexpected(span, text) with { Suggestion = $"is \"=\" missing before {text}?" };

    public static Diagnostic UnexpectedEnd(SourceSpan span) =>
        Error("FLS1002", span, "unexpected end of statement");

    public static Diagnostic EmptyStatement(SourceSpan span) =>
        Error("FLS1002", span, "there is no statement");

    public static Diagnostic MoreThanOne(SourceSpan span) =>
        Error("FLS1001", span, "only one statement is expected here") with { Hint = "run several statements as a script" };

    public static Diagnostic ReservedWord(SourceSpan span, string word) =>
        Error("FLS1007", span, $"\"{word}\" is a reserved word") with
        {
            Suggestion = $"write `{word}` to use it as a name",
            Replacement = $"`{word}`",
        };

    // ---- tokens that are none ----

    public static Diagnostic UnterminatedString(SourceSpan span) =>
        Error("FLS1003", span, "this text is not closed") with { Hint = "close it with ', and write a quote inside it as ''" };

    public static Diagnostic UnterminatedComment(SourceSpan span) =>
        Error("FLS1004", span, "this comment is not closed") with { Hint = "close it with */" };

    public static Diagnostic UnterminatedName(SourceSpan span, char quote) =>
        Error("FLS1005", span, "this quoted name is not closed") with { Hint = $"close it with {quote}" };

    public static Diagnostic UnknownCharacter(SourceSpan span, string text) =>
        Error("FLS1006", span, $"the character {text} means nothing in SQL") with { Hint = CharacterHint(text) };

    public static Diagnostic ClosesNothing(SourceSpan span, string text) =>
        Error("FLS1008", span, $"this \"{text}\" closes nothing") with { Suggestion = "remove it", Replacement = "" };

    public static Diagnostic EmptyName(SourceSpan span) =>
        Error("FLS1009", span, "a quoted name must not be empty");

    // ---- limits ----

    public static Diagnostic TooDeep(SourceSpan span) =>
        Error("FLS1010", span, "the statement is nested too deeply") with
        {
            Detail = $"brackets, CASE, signs and NOT may stand in one another {Limits.Nesting} times",
        };

    public static Diagnostic TooLong(SourceSpan span, int length) =>
        Error("FLS1011", span, $"the statement is too long: {length:N0} characters") with
        {
            Detail = $"a statement may have {Limits.StatementLength:N0} characters",
            Hint = "read large data from a file",
        };

    public static Diagnostic ChainTooLong(SourceSpan span) =>
        Error("FLS1012", span, "this chain of operators is too long") with
        {
            Detail = $"a chain may have {Limits.ChainLength:N0} operators",
            Hint = "use IN (..), a function or parentheses",
        };

    public static Diagnostic ListTooLong(SourceSpan span, int length) =>
        Error("FLS1013", span, $"this list is too long: {length:N0} items") with
        {
            Detail = $"a list may have {Limits.ListLength:N0} items",
            Hint = "join with a table instead",
        };

    public static Diagnostic NumberTooLarge(SourceSpan span) =>
        Error("FLS1014", span, "this number is too large here");

    // ---- words and types nobody knows ----

    public static Diagnostic UnknownTimeUnit(SourceSpan span, string word) =>
        Meant(Error("FLS1015", span, $"\"{Shorten(word)}\" is no unit of time") with
        {
            Expected = "SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER or YEAR",
        }, Spelling.Closest(word, Building.TimeUnits.Words));

    public static Diagnostic UnknownType(SourceSpan span, string word, string meant) =>
        Meant(Error("FLS1016", span, $"there is no type \"{Shorten(word)}\""), meant);

    public static Diagnostic TooManyTypeNumbers(SourceSpan span, string type, int allowed) =>
        Error("FLS1017", span, allowed == 0
            ? $"the type {type.ToUpperInvariant()} takes no number"
            : $"the type {type.ToUpperInvariant()} takes at most {allowed} number{(allowed == 1 ? "" : "s")}");

    public static Diagnostic TimeWithZone(SourceSpan span) =>
        Error("FLS1016", span, "there is no type TIME WITH TIME ZONE") with { Hint = "use TIME or TIMESTAMP_LTZ" };

    public static Diagnostic UnknownWord(SourceSpan span, string word, IEnumerable<string> known)
    {
        string[] words = [.. known.Order(StringComparer.Ordinal)];
        return Meant(Error("FLS1018", span, $"unexpected \"{Shorten(word)}\"") with
        {
            Expected = words.Length <= 24 ? string.Join(", ", words) : null,
        }, Spelling.Closest(word, words));
    }

    // ---- literals ----

    public static Diagnostic BadEscape(SourceSpan span) =>
        Error("FLS1019", span, "an escape in this text is incomplete or no character") with
        {
            Hint = "write \\ and 4 hexadecimal digits, or \\+ and 6",
        };

    public static Diagnostic BadEscapeCharacter(SourceSpan span) =>
        Error("FLS1019", span, "UESCAPE needs one character that is no digit, letter a to f, sign, quote or space");

    public static Diagnostic BadBinary(SourceSpan span) =>
        Error("FLS1020", span, "a binary literal holds hexadecimal digits only");

    public static Diagnostic OddBinary(SourceSpan span) =>
        Error("FLS1020", span, "a binary literal needs two digits for each byte");

    public static Diagnostic BadUnitRange(SourceSpan span) =>
        Error("FLS1021", span, "the unit after TO must be smaller than the one before it");

    // ---- forms the grammar lets through ----

    public static Diagnostic GivenTwice(SourceSpan span, string clause) =>
        Error("FLS1022", span, $"{clause} is given twice");

    public static Diagnostic OddMap(SourceSpan span) =>
        Error("FLS1023", span, "the last key of this MAP has no value") with { Expected = "MAP[key, value, ..]" };

    public static Diagnostic ListInSearchedCase(SourceSpan span) =>
        Error("FLS1024", span, "WHEN takes several values only in CASE x WHEN ..") with { Hint = "use OR" };

    public static Diagnostic PartitionOfScalar(SourceSpan span) =>
        Error("FLS1024", span, "PARTITION BY can only follow a table") with { Expected = "TABLE name PARTITION BY .." };

    public static Diagnostic OnEmptyOfExists(SourceSpan span) =>
        Error("FLS1024", span, "JSON_EXISTS has no ON EMPTY") with { Expected = "TRUE, FALSE, UNKNOWN or ERROR ON ERROR" };

    public static Diagnostic AliasOfJoin(SourceSpan span) =>
        Error("FLS1024", span, "this table cannot be given a name here") with { Hint = "name the tables inside the parentheses" };

    public static Diagnostic NotATableFunction(SourceSpan span) =>
        Error("FLS1024", span, "this function yields a value, not a table");

    public static Diagnostic ModelColumn(SourceSpan span) =>
        Error("FLS1024", span, "a column of a model has a name and a type only");

    public static Diagnostic ConnectionNotHere(SourceSpan span) =>
        Error("FLS1024", span, "a materialized table has no connection");

    public static Diagnostic EmptyRange(SourceSpan span) =>
        Error("FLS1024", span, "the second number of {n,m} must not be below the first");

    private static Diagnostic Error(string code, SourceSpan span, string message) =>
        new(code, Severity.Error, span, message);

    private static Diagnostic Meant(Diagnostic diagnostic, string? meant) =>
        meant is null ? diagnostic : diagnostic with { Suggestion = $"did you mean {meant}?", Replacement = meant };

    private static string? CharacterHint(string text) => text switch
    {
        "\u2018" or "\u2019" or "\u00B4" => "use the straight quote '",
        "\u201C" or "\u201D" => "use ' for text and ` for names",
        "!" => "write <> for unequal and NOT for the opposite",
        "#" => "a comment begins with --",
        "^" or "~" or "&" => "bit operations are functions here",
        "{" or "}" => "fill in the placeholder before the statement is run",
        _ => null,
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
