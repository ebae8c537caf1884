using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about joins, set operations and order (FLS23xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic SetColumnCount(
        SourceSpan span, string word, IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        Error("FLS2301", span, $"{word} of {Count(left.Count, "column")} with {right.Count}") with
        {
            Detail = $"left: {Suggest.List(left)}; right: {Suggest.List(right)}",
        };

    public static Diagnostic SetColumnType(
        SourceSpan span, string word, int position, string name, DataType left, DataType right) =>
        Error("FLS2302", span, $"{word} of different types in column {position}, \"{name}\"") with
        {
            Detail = $"left: {left.Name}; right: {right.Name}",
            Hint = "cast one of them",
        };

    public static Diagnostic OrderByNotSelected(SourceSpan span) =>
        Error("FLS2303", span, "ORDER BY of SELECT DISTINCT takes selected columns only") with
        {
            Hint = "add it to the select list",
        };

    public static Diagnostic CannotSort(SourceSpan span, DataType type) =>
        Error("FLS2304", span, $"values of type {type.Name} have no order");

    public static Diagnostic LimitNotConstant(SourceSpan span, string word) =>
        Error("FLS2305", span, $"{word} takes a whole number, 0 or greater");

    public static Diagnostic JoinWithoutCondition(SourceSpan span) =>
        Error("FLS2306", span, "the join has no condition") with
        {
            Expected = "ON condition or USING (columns); CROSS JOIN pairs every row with every row",
        };

    public static Diagnostic HintForm(SourceSpan span) =>
        Error("FLS2307", span, "a hint does not have the form of options") with { Expected = "OPTIONS('key' = 'value', ..)" };

    public static Diagnostic StateTtlForm(SourceSpan span) => Error("FLS2307", span, "a hint does not have the form of times to live") with
    {
        Expected = "STATE_TTL('table' = '1 d', ..)",
    };

    public static Diagnostic HintIgnored(SourceSpan span, string name) =>
        new("FLS2308", Severity.Warning, span, $"hint {name} has no effect");

    public static Diagnostic MisplacedEmit(SourceSpan span) =>
        Error("FLS2309", span, "EMIT belongs to the outermost query, the one that runs");

    public static Diagnostic EmitInterval(SourceSpan span, string part) =>
        Error("FLS2310", span, $"the length of EMIT .. {part} is not a constant above zero") with
        {
            Expected = "an interval such as INTERVAL '10' SECOND",
        };
}
