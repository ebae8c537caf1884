using FlinkSql.Parser.Diagnostics;
using FlinkSql.Runtime.Late;

namespace FlinkSql.Engine;

/// <summary>One factory per error of running statements, codes FLS4xxx.</summary>
internal static class EngineErrors
{
    public static Diagnostic NotSupported(string construct, SourceSpan span) =>
        Error("FLS4001", span, $"{construct} is not supported yet");

    public static Diagnostic AlreadyThere(string kind, string name, SourceSpan span) =>
        Error("FLS4002", span, $"there is a {kind} \"{name}\" already") with
        {
            Hint = $"drop it first, or say CREATE {kind.ToUpperInvariant()} IF NOT EXISTS",
        };

    public static Diagnostic NotThere(string kind, string name, SourceSpan span, string? nearest) =>
        Error("FLS4003", span, $"there is no {kind} \"{name}\"") with
        {
            Suggestion = nearest is null ? null : $"did you mean {nearest}?",
        };

    public static Diagnostic InUse(string kind, string name, SourceSpan span, string reason) =>
        Error("FLS4004", span, $"{kind} \"{name}\" cannot be dropped: {reason}");

    public static Diagnostic FunctionsFromOutside(SourceSpan span) =>
        Error("FLS4005", span, "functions cannot be loaded from SQL") with
        {
            Hint = "who may submit SQL may not run code; functions are part of the engine or of the program that hosts it",
        };

    public static Diagnostic SystemObject(SourceSpan span) =>
        Error("FLS4007", span, $"database \"{SystemTables.Database}\" belongs to the engine and cannot be changed") with
        {
            Hint = "its tables say what the jobs of this session do; they can be read like any other",
        };

    public static Diagnostic LateRowsOverwritten(LateRowLog log, SourceSpan span) =>
        new("FLS4305", Severity.Warning, span, $"{log.Overwritten:N0} of {log.Count:N0} late rows of {log.Name} are not kept any more")
        {
            Hint = "SET 'table.exec.late-rows.capacity' and 'table.exec.late-rows.memory' before starting a query keep more",
        };

    public static Diagnostic Setting(SettingException failure, SourceSpan span) =>
        Error(failure.Code, span, failure.Message) with { Hint = failure.Hint };

    public static Diagnostic Connector(string code, string message, string? hint, SourceSpan span) =>
        Error(code, span, message) with { Hint = hint };

    public static Diagnostic JobFailed(string code, string message, string? hint, SourceSpan span) =>
        Error(code, span, message) with { Hint = hint };

    public static Diagnostic Internal(Exception failure, SourceSpan span) =>
        Error("FLS9000", span, $"internal error: {failure.Message}") with
        {
            Detail = failure.StackTrace?.Split('\n')[0].Trim(),
            Hint = "this is a defect of the engine; the statement above is what is needed to find it",
        };

    public static Diagnostic NoteFor(string code, string message, SourceSpan span) =>
        new(code, Severity.Note, span, message);

    private static Diagnostic Error(string code, SourceSpan span, string message) =>
        new(code, Severity.Error, span, message);
}
