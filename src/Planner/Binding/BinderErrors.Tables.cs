using FlinkSql.Columnar;
using FlinkSql.Functions;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about CREATE TABLE and reading tables (FLS25xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic WatermarkNotATime(SourceSpan span, string column, DataType type, string hint) =>
        Error("FLS2501", span, $"watermark on a non-time column: \"{column}\" is {type.Name}") with
        {
            Expected = "a column of type TIMESTAMP(p) or TIMESTAMP_LTZ(p) with p up to 3",
            Hint = hint,
        };

    public static Diagnostic WatermarkColumnNotFound(SourceSpan span, string column, IReadOnlyList<string> columns) =>
        Suggested(Error("FLS2502", span, $"watermark on a column that does not exist: \"{column}\""), column, columns) with
        {
            Detail = columns.Count == 0 ? null : $"columns: {Suggest.List(columns)}",
        };

    public static Diagnostic WatermarkExpression(SourceSpan span, string column, DataType type, DataType given) =>
        Error("FLS2503", span, $"the watermark of \"{column}\" has to be a time, and this is {given.Name}") with
        {
            Expected = $"{type.Name}, such as {column} - INTERVAL '5' SECOND",
        };

    public static Diagnostic WatermarkOnProctime(SourceSpan span, string column) =>
        Error("FLS2504", span, $"\"{column}\" is processing time, which has no watermark");

    public static Diagnostic NoSourceWatermark(SourceSpan span, string column) =>
        Error("FLS2507", span, "the connector gives no watermarks that SOURCE_WATERMARK() could take") with
        {
            Hint = $"make them from the rows: WATERMARK FOR {column} AS {column} - INTERVAL '5' SECOND",
        };

    public static Diagnostic SourceWatermarkInside(SourceSpan span) =>
        Error("FLS2508", span, "SOURCE_WATERMARK() stands alone, as WATERMARK FOR column AS SOURCE_WATERMARK()");

    public static Diagnostic SecondWatermark(SourceSpan span) =>
        Error("FLS2505", span, "a table has one WATERMARK at most");

    public static Diagnostic WatermarkWithoutDelay(SourceSpan span, string column) =>
        new("FLS2506", Severity.Warning, span, $"this watermark makes rows late that share their time with one before them")
        {
            Hint = $"write {column} - INTERVAL '0.001' SECOND",
        };

    public static Diagnostic PrimaryKeyEnforced(SourceSpan span) =>
        Error("FLS2510", span, "a primary key cannot be enforced here") with
        {
            Detail = "the data belongs to the connected system; the key is only told to the planner",
            Hint = "write PRIMARY KEY (..) NOT ENFORCED",
        };

    public static Diagnostic SecondPrimaryKey(SourceSpan span) =>
        Error("FLS2511", span, "a table has one primary key at most");

    public static Diagnostic PrimaryKeyComputed(SourceSpan span, string column) =>
        Error("FLS2512", span, $"\"{column}\" is a computed column, and no part of a primary key");

    public static Diagnostic DuplicateOption(SourceSpan span, string key) =>
        Error("FLS2513", span, $"option '{key}' is written twice");

    public static Diagnostic NoColumns(SourceSpan span) =>
        Error("FLS2514", span, "the table has no columns");

    public static Diagnostic ColumnWithoutType(SourceSpan span, string column) =>
        Error("FLS2515", span, $"column \"{column}\" has no type");

    public static Diagnostic UntypedColumn(SourceSpan span, string column) =>
        Error("FLS2516", span, $"column \"{column}\" is NULL and so has no type") with
        {
            Hint = "say which: CAST(NULL AS STRING)",
        };

    public static Diagnostic SelectedColumnType(SourceSpan span, string column, DataType type) =>
        Error("FLS2517", span, $"column \"{column}\" cannot be defined anew: the query gives it type {type.Name}");

    public static Diagnostic LikeView(SourceSpan span, string name) =>
        Error("FLS2518", span, $"\"{name}\" is a view, and LIKE copies tables");

    public static Diagnostic LikeConflict(SourceSpan span, string what, string feature, bool excludeOnly) =>
        Error("FLS2519", span, $"{what} is defined here and in the table of LIKE") with
        {
            Hint = excludeOnly ? $"write LIKE .. (EXCLUDING {feature})" : $"write LIKE .. (OVERWRITING {feature})",
        };

    public static Diagnostic CannotRead(SourceSpan span, string table, string? connector) =>
        Error("FLS2520", span, $"table \"{table}\" can only be written") with
        {
            Detail = connector is null ? null : $"connector '{connector}' is no source",
        };

    public static Diagnostic DistributionIgnored(SourceSpan span) =>
        new("FLS2521", Severity.Warning, span, "DISTRIBUTED has no effect: no connector keeps buckets");

    public static Diagnostic FromConnector(SourceSpan span, QueryException problem) =>
        Error(problem.Code, span, problem.Message) with { Hint = problem.Hint };
}
