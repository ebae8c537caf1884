using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about INSERT (FLS26xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic SinkColumnCount(
        SourceSpan span, string table, IReadOnlyList<string> columns, IReadOnlyList<PlanColumn> query) =>
        Error("FLS2601", span, $"the query gives {Count(query.Count, "column")}, \"{table}\" takes {columns.Count}") with
        {
            Detail = $"query: {Suggest.List(query.Select(column => column.Name))}; table: {Suggest.List(columns)}",
            Hint = "name the columns that are written: INSERT INTO t (a, b) ..",
        };

    public static Diagnostic SinkColumnType(
        SourceSpan span, string table, string column, int position, DataType given, DataType needed)
    {
        string place = position == 0 ? $"column \"{column}\"" : $"column {position}, \"{column}\"";
        return Error("FLS2602", span, $"{place} of \"{table}\" is {needed.Name}, and the query gives {given.Name}") with
        {
            Hint = $"convert it: CAST(.. AS {needed.Name})",
        };
    }

    public static Diagnostic SinkColumnMissing(SourceSpan span, string column, string table) =>
        Error("FLS2603", span, $"column \"{column}\" of \"{table}\" is NOT NULL and gets no value");

    public static Diagnostic SinkNull(SourceSpan span, string column, string table) =>
        Error("FLS2604", span, $"column \"{column}\" of \"{table}\" is NOT NULL, and this is NULL");

    public static Diagnostic SinkMayBeNull(SourceSpan span, IReadOnlyList<string> columns, string table) =>
        new(
            "FLS2605",
            Severity.Note,
            span,
            $"\"{table}\" takes no NULL in {Suggest.List(columns)}, and the query may give one")
        {
            Hint = "such a row stops the job, or is left out with 'table.exec.sink.not-null-enforcer' = 'DROP'",
        };

    public static Diagnostic InsertIntoView(SourceSpan span, string name) =>
        Error("FLS2606", span, $"\"{name}\" is a view, and rows go into tables");

    public static Diagnostic NotAPartitionColumn(
        SourceSpan span, string column, string table, IReadOnlyList<string> partitions) =>
        Suggested(Error("FLS2607", span, $"\"{table}\" is not partitioned by \"{column}\""), column, partitions) with
        {
            Detail = partitions.Count == 0 ? "it has no such column" : $"partitioned by: {Suggest.List(partitions)}",
        };

    public static Diagnostic PartitionWithoutValue(SourceSpan span, string column) =>
        Error("FLS2610", span, $"PARTITION of INSERT needs a value for \"{column}\"") with
        {
            Expected = $"PARTITION ({column} = value)",
        };

    public static Diagnostic ColumnNotWritable(SourceSpan span, string column, string table) =>
        Error("FLS2608", span, $"column \"{column}\" of \"{table}\" is computed or read-only");

    public static Diagnostic CannotWrite(SourceSpan span, string table, string? connector) =>
        Error("FLS2609", span, $"table \"{table}\" can only be read") with
        {
            Detail = connector is null ? null : $"connector '{connector}' is no sink",
        };
}
