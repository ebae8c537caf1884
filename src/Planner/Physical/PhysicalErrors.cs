using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Physical;

/// <summary>What physical planning can object to, one method per error.</summary>
internal static class PhysicalErrors
{
    public static Diagnostic SinkTakesNoChanges(SourceSpan span, string table, string changes, string producer) =>
        Error("FLS3002", span, $"Table sink '{table}' doesn't support consuming {changes} changes") with
        {
            Detail = $"the changes are produced by {producer}",
            Hint = "write to a sink that takes updates, or group by window_start and window_end so that rows are final",
        };

    public static Diagnostic NotSupported(SourceSpan span, string construct) =>
        Error("FLS3003", span, $"{construct} is not supported yet");

    public static Diagnostic UnboundedSort(SourceSpan span) =>
        Error("FLS3004", span, "ORDER BY without LIMIT needs an input that ends") with
        {
            Hint = "add LIMIT to keep the first rows up to date, or read a bounded table",
        };

    public static Diagnostic CannotRetract(SourceSpan span, string aggregate) =>
        Error("FLS3005", span, $"{aggregate} cannot take rows back, and its input updates rows");

    public static Diagnostic UpsertSourceWithoutKey(SourceSpan span, string table) =>
        Error("FLS3006", span, $"table {table} gives upserts but has no PRIMARY KEY") with
        {
            Hint = "declare PRIMARY KEY (...) NOT ENFORCED",
        };

    public static Diagnostic TooDeep(SourceSpan span) =>
        Error("FLS3007", span, "the query is nested too deeply") with
        {
            Hint = "split it with views over tables",
        };

    public static Diagnostic ChangingValue(SourceSpan span, string expression) =>
        Error("FLS3008", span, $"{expression} gives another value each time, so rows that hold it cannot be taken back") with
        {
            Detail = "the input updates rows: the row that is taken back would not be the row that was given",
            Hint = "write by PRIMARY KEY, or compute the value from columns",
        };

    public static Diagnostic EmitSetting(SourceSpan span, string problem) => Error("FLS3030", span, problem) with
    {
        Hint = "RESET the setting, or say in the query what it emits: EMIT AFTER WINDOW CLOSE, EMIT ON UPDATE, ...",
    };

    public static Diagnostic EmitSettingWithoutAggregate(SourceSpan span, string key) =>
        Error("FLS3030", span, $"'{key}' has no effect on a session window without an aggregate") with
        {
            Detail = "each session is emitted once, when it closes, and rows behind that are late",
            Hint = "RESET the setting, or group by window_start and window_end",
        };

    public static Diagnostic EmitWithoutWindow(SourceSpan span, string part) =>
        Error("FLS3031", span, $"EMIT ... {part} has no effect: the query has no window aggregate") with
        {
            Hint = "group by window_start and window_end of a window function",
        };

    public static Diagnostic EmitOverProctime(SourceSpan span, string what) =>
        Error("FLS3032", span, $"{what} has no effect on windows over processing time") with
        {
            Detail = "the clock closes them, and no row is late",
        };

    public static Diagnostic ClosedByWithoutWindow(SourceSpan span) =>
        Error("FLS3033", span, "WINDOW_CLOSED_BY() needs a window aggregate") with
        {
            Hint = "group by window_start and window_end of a window function",
        };

    private static Diagnostic Error(string code, SourceSpan span, string message) =>
        new(code, Severity.Error, span, message);
}
