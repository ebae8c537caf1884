using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about windows and time attributes (FLS24xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic NotATimeAttribute(
        SourceSpan span, string window, string column, DataType type, string reason, string hint) =>
        Error("FLS2401", span, $"{window} needs a time attribute, and \"{column}\" ({type.Name}) is none") with
        {
            Detail = reason,
            Hint = hint,
        };

    public static Diagnostic WindowArgument(SourceSpan span, string window, string? name, string form) =>
        Error("FLS2402", span, name is null
            ? $"{window} takes nothing like this here"
            : $"{window} has no parameter {name.ToUpperInvariant()}") with
        { Expected = form };

    public static Diagnostic WindowArgumentMissing(SourceSpan span, string window, string name, string form) =>
        Error("FLS2403", span, $"{window} needs {name.ToUpperInvariant()}") with { Expected = form };

    public static Diagnostic WindowLengthNotPositive(SourceSpan span, string window, string name) =>
        Error("FLS2404", span, $"the {name} of {window} has to be greater than 0");

    public static Diagnostic WindowLengthInMonths(SourceSpan span, string window, string name) =>
        Error("FLS2405", span, $"the {name} of {window} has to have a fixed length, and months have not") with
        {
            Hint = "write it in days, such as INTERVAL '30' DAY",
        };

    public static Diagnostic WindowLengthNotConstant(SourceSpan span, string window, string name, DataType type) =>
        Error("FLS2406", span, $"the {name} of {window} has to be a constant interval, and this is {type.Name}") with
        {
            Expected = "an interval such as INTERVAL '10' SECOND",
        };

    public static Diagnostic CumulateStep(SourceSpan span, long step, long size) =>
        Error("FLS2407", span, $"the size of CUMULATE, {DurationText.Print(size)}, is no multiple of its step, {DurationText.Print(step)}") with
        {
            Hint = step > size ? "the step is the 3rd argument, the size the 4th" : null,
        };

    public static Diagnostic HopGaps(SourceSpan span, long slide, long size) =>
        new(
            "FLS2408",
            Severity.Warning,
            span,
            $"HOP slides by {DurationText.Print(slide)}, more than its size of {DurationText.Print(size)}: "
                + "rows between windows are lost")
        {
            Hint = "the slide is the 3rd argument, the size the 4th",
        };

    public static Diagnostic WindowPartition(SourceSpan span, string window) =>
        Error("FLS2409", span, $"{window} does not take PARTITION BY") with
        {
            Hint = "only SESSION windows depend on other rows of a key; group by the key instead",
        };

    public static Diagnostic PartitionNotAColumn(SourceSpan span) =>
        Error("FLS2410", span, "PARTITION BY of SESSION takes columns only") with
        {
            Hint = "compute the value in a subquery: TABLE (SELECT ..)",
        };

    public static Diagnostic GroupWindowNotAllowed(SourceSpan span, string name) =>
        Error("FLS2411", span, $"{name} is a window, and a window belongs to GROUP BY or FROM") with
        {
            Hint = $"{name}_START and {name}_END give the bounds of the window grouped by",
        };

    public static Diagnostic GroupWindowTime(SourceSpan span, string window) =>
        Error("FLS2412", span, $"{window} takes a time attribute, and this is an expression") with
        {
            Hint = "name the column of the table's WATERMARK as it is",
        };

    public static Diagnostic TwoGroupWindows(SourceSpan span) =>
        Error("FLS2413", span, "GROUP BY has two windows");

    public static Diagnostic WindowPropertyWithoutWindow(SourceSpan span, string name, string window, bool noWindow) =>
        Error("FLS2414", span, noWindow
            ? $"{name} needs {window}(..) in GROUP BY"
            : $"{name} is of another window than the one in GROUP BY") with
        {
            Hint = noWindow ? null : "its arguments have to be those of GROUP BY",
        };

    public static Diagnostic WindowPropertyTime(SourceSpan span, string name, TimeAttribute time)
    {
        (string kind, string property) = time is TimeAttribute.Rowtime ? ("event", "ROWTIME") : ("processing", "PROCTIME");
        return Error("FLS2415", span, $"{name} does not fit a window over {kind} time") with
        {
            Hint = $"use {name[..name.LastIndexOf('_')]}_{property}",
        };
    }
}
