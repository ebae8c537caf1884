using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about aggregates, grouping and ranking (FLS22xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic NotGrouped(SourceSpan span, string column, bool grouped) =>
        Error("FLS2201", span, $"column \"{column}\" is neither grouped nor inside an aggregate") with
        {
            Hint = grouped
                ? $"add it to GROUP BY, or take one value of it, such as MAX({column})"
                : $"the query has an aggregate: group by the column, or take one value of it, such as MAX({column})",
        };

    public static Diagnostic AggregateNotAllowed(SourceSpan span, string name, string clause) =>
        Error("FLS2202", span, $"{name} is computed over groups and cannot stand in {clause}") with
        {
            Hint = clause == "WHERE" ? "HAVING filters groups" : null,
        };

    public static Diagnostic NestedAggregate(SourceSpan span, string name, string around) =>
        Error("FLS2203", span, $"{name} cannot stand inside {around}") with
        {
            Hint = "compute the inner aggregate in a subquery of FROM",
        };

    public static Diagnostic Ordinal(SourceSpan span, string clause, string digits, int count) =>
        Error("FLS2204", span, $"{clause} {digits} points at no column of SELECT") with
        {
            Expected = count == 1 ? "1" : $"1 to {count}",
        };

    public static Diagnostic NotAnAggregate(SourceSpan span, string name, string word) =>
        Error("FLS2205", span, $"{word} belongs to aggregates, and {name} is none");

    public static Diagnostic StarNotAllowed(SourceSpan span, string name) =>
        Error("FLS2206", span, $"{name}(*) has no meaning") with { Hint = "only COUNT takes *; name a column" };

    public static Diagnostic GroupingOfNoKey(SourceSpan span, string name) =>
        Error("FLS2207", span, $"{name} asks about a key, and this is no key of GROUP BY");

    public static Diagnostic TooManyGroupingSets(SourceSpan span, int most) =>
        Error("FLS2208", span, $"GROUP BY makes more than {most} grouping sets");

    public static Diagnostic RankWithoutOver(SourceSpan span, string name) =>
        Error("FLS2210", span, $"{name} needs OVER") with
        {
            Expected = $"{name}() OVER (PARTITION BY .. ORDER BY ..)",
        };

    public static Diagnostic RankNotAllowed(SourceSpan span, string name, string clause) =>
        Error("FLS2211", span, $"{name} cannot stand in {clause}") with
        {
            Hint = "QUALIFY filters by a ranking; so does a query around this one",
        };

    public static Diagnostic RankWithoutOrder(SourceSpan span, string name) =>
        Error("FLS2212", span, $"{name} needs an ORDER BY in OVER");

    public static Diagnostic QualifyWithoutRank(SourceSpan span) =>
        Error("FLS2213", span, "QUALIFY filters by a ranking, and the query has none") with
        {
            Hint = "WHERE filters rows and HAVING filters groups",
        };

    public static Diagnostic OverNotSupportedYet(SourceSpan span, string name) =>
        Error("FLS2901", span, $"OVER aggregation is not supported yet: {name}") with
        {
            Detail = "ROW_NUMBER, RANK and DENSE_RANK are",
        };
}
