using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Messages about types and values (FLS21xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic OperatorTypes(SourceSpan span, string symbol, IReadOnlyList<DataType> types)
    {
        string message = types.Count == 1
            ? $"{symbol} cannot be applied to {types[0].Name}"
            : $"{symbol} cannot be applied to {string.Join(" and ", types.Select(type => type.Name))}";
        return Error("FLS2101", span, message) with { Hint = OperatorHint(symbol, types) };
    }

    public static Diagnostic NotACondition(SourceSpan span, string where, DataType type) =>
        Error("FLS2102", span, $"{where} needs a condition, but this is {type.Name}") with
        {
            Hint = type.IsNumeric() ? "compare it with something, such as x <> 0" : null,
        };

    public static Diagnostic CannotCast(SourceSpan span, DataType from, DataType to) =>
        Error("FLS2103", span, $"{from.Name} cannot be cast to {to.Name}") with
        {
            Hint = (from, to) switch
            {
                (IntegerType, TimestampType { LocalTimeZone: false }) or (TimestampType, IntegerType) =>
                    "TO_TIMESTAMP_LTZ(number, precision) and UNIX_TIMESTAMP convert between numbers and times",
                (IntegerType, TimestampType) => "TO_TIMESTAMP_LTZ(number, precision) makes an instant of a number",
                _ => null,
            },
        };

    public static Diagnostic NoCommonType(SourceSpan span, string what, IReadOnlyList<DataType> types) =>
        Error("FLS2104", span, $"{what} mixes types that have nothing in common") with
        {
            Detail = $"types: {Types(types.Distinct())}",
            Hint = "cast them to one type",
        };

    public static Diagnostic LiteralRange(SourceSpan span, string problem, string hint) =>
        Error("FLS2105", span, problem) with { Hint = hint };

    public static Diagnostic InvalidLiteral(SourceSpan span, string type, string text, string form) =>
        Error("FLS2106", span, $"'{text}' is no {type}") with { Expected = form };

    public static Diagnostic TimeFraction(SourceSpan span) =>
        new("FLS2116", Severity.Warning, span, "a TIME constant has whole seconds: the fraction is dropped")
        {
            Hint = "CAST('12:00:00.5' AS TIME(3)) keeps it",
        };

    public static Diagnostic InvalidInterval(SourceSpan span, string text, string units, string problem, string? hint) =>
        Error("FLS2107", span, $"'{text}' is no INTERVAL {units}: {problem}") with { Hint = hint };

    public static Diagnostic TypeParameter(SourceSpan span, string message, string detail) =>
        Error("FLS2108", span, message) with { Detail = detail };

    public static Diagnostic CannotIndex(SourceSpan span, DataType collection, DataType index) =>
        Error("FLS2109", span, $"a value of type {collection.Name} has no element [{index.Name}]") with
        {
            Expected = "array[INT], counted from 1, or map[key]",
        };

    public static Diagnostic EmptyConstructor(SourceSpan span, string what) =>
        Error("FLS2110", span, $"the type of an empty {what}[] is not known") with
        {
            Hint = $"give {what} at least one element",
        };

    public static Diagnostic RowSizes(SourceSpan span, int first, int other) =>
        Error("FLS2111", span, $"rows of {Count(first, "column")} and of {Count(other, "column")} do not go together");

    public static Diagnostic OverlapsOperand(SourceSpan span) =>
        Error("FLS2112", span, "OVERLAPS compares two periods") with
        {
            Expected = "(start, end) or (start, INTERVAL ..) on both sides, of one time type",
        };

    public static Diagnostic CurrentWatermark(SourceSpan span) =>
        Error("FLS2113", span, "CURRENT_WATERMARK takes an event-time column") with
        {
            Hint = "a column has event time by WATERMARK FOR in its table, as long as it is selected as it is",
        };

    public static Diagnostic InQueryColumns(SourceSpan span, int operands, int columns) =>
        Error("FLS2114", span, $"the query behind IN gives {Count(columns, "column")}, but {operands} to compare with");

    public static Diagnostic SubqueryColumns(SourceSpan span, int columns) =>
        Error("FLS2115", span, $"a subquery used as a value gives one column, and this gives {columns}");

    private static string? OperatorHint(string symbol, IReadOnlyList<DataType> types)
    {
        if (types.Count != 2)
        {
            return null;
        }

        bool text = types.Any(type => type is StringType);
        bool number = types.Any(type => type.IsNumeric());
        bool times = types.All(type => type is TimestampType or DateType or TimeType);
        return symbol switch
        {
            "+" when text => "|| joins texts; CAST(x AS INT) makes a number of a text",
            "-" when times => "TIMESTAMPDIFF(SECOND, earlier, later) gives the time between two times",
            "+" or "-" when number && types.Any(type => type is TimestampType or DateType or TimeType) =>
                "write the length as an INTERVAL, such as INTERVAL '5' SECOND",
            "-" or "*" or "/" or "%" when text => "CAST(x AS INT) makes a number of a text",
            _ => null,
        };
    }
}
