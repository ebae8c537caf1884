using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Physical;

/// <summary>What can be wrong with an output mode, one method per error.</summary>
internal static class OutputErrors
{
    public static Diagnostic ModeNotPossible(
        OutputWish wish, string decider, string why, IEnumerable<OutputMode> accepted)
    {
        string modes = string.Join(", ", accepted.Select(Name));
        return Error("FLS3020", wish, $"the output mode {Name(wish.Mode)} does not work for this query", $"{decider} {why}") with
        {
            Hint = modes.Length != 0 ? $"modes that work: {modes}" : "the table takes this query's rows in no mode",
        };
    }

    public static Diagnostic NoKey(OutputWish wish, string producer) =>
        Error(
            "FLS3021",
            wish,
            "the output mode update needs a key, and no columns of the result name a row",
            $"the changes are produced by {producer}") with
        {
            Hint = "select the columns of GROUP BY, or use the mode changelog",
        };

    public static Diagnostic OtherKey(OutputWish wish, string key, string primaryKey, TableDescriptor table) =>
        Error(
            "FLS3022",
            wish,
            $"the output mode update writes by key, and the query's rows have another key than table {table.Path.Name}",
            $"rows of the query are named by ({key}), those of the table by ({primaryKey})") with
        {
            Hint = $"declare PRIMARY KEY ({key}) NOT ENFORCED, or use the mode changelog",
        };

    public static Diagnostic NoSnapshots(OutputWish wish, TableDescriptor table) =>
        Error(
            "FLS3023",
            wish,
            "the output mode complete needs a sink whose content can be replaced as a whole",
            $"table {table.Path.Name} with 'connector' = '{table.Option("connector")}' cannot do that") with
        {
            Hint = "filesystem, print and blackhole can",
        };

    public static Diagnostic UselessTrigger(OutputWish wish, SourceSpan span, string trigger) => new(
        "FLS3024", Severity.Error, span, $"{trigger} has no effect in the output mode {Name(wish.Mode)}")
    {
        Detail = $"{Name(wish.Mode)} hands rows on as they come",
        Hint = "choose the mode update or complete, or take the trigger away",
    };

    public static Diagnostic NoWatermark(OutputWish wish) => new(
        "FLS3025", Severity.Error, wish.Span, "rows are to be handed on at watermarks, and the query has none")
    {
        Hint = "declare WATERMARK FOR on the table, or choose a trigger by time: EMIT PERIODIC INTERVAL '1' SECOND",
    };

    /// <summary>The name of a mode in SQL options.</summary>
    public static string Name(OutputMode mode) => mode.ToString().ToLowerInvariant();

    private static Diagnostic Error(string code, OutputWish wish, string message, string detail) =>
        new(code, Severity.Error, wish.Span, message)
        {
            Detail = wish.Source is { } source ? $"{detail}; {source}" : detail,
        };
}
