using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Binding;

/// <summary>Every message of the binder, one method each, codes FLS2xxx. This part: names (FLS20xx).</summary>
internal static partial class BinderErrors
{
    public static Diagnostic TableNotFound(SourceSpan span, string written, string name, IReadOnlyList<string> names) =>
        Suggested(Error("FLS2002", span, $"table \"{written}\" does not exist"), name, names) with
        {
            Detail = names.Count == 0 ? "there are no tables here yet" : $"tables: {Suggest.List(names)}",
        };

    public static Diagnostic CatalogNotFound(SourceSpan span, string name, IReadOnlyList<string> names) =>
        Suggested(Error("FLS2003", span, $"catalog \"{name}\" does not exist"), name, names) with
        {
            Detail = $"catalogs: {Suggest.List(names)}",
        };

    public static Diagnostic DatabaseNotFound(SourceSpan span, string name, string catalog, IReadOnlyList<string> names) =>
        Suggested(Error("FLS2003", span, $"database \"{name}\" does not exist in catalog \"{catalog}\""), name, names) with
        {
            Detail = $"databases: {Suggest.List(names)}",
        };

    public static Diagnostic ColumnNotFound(SourceSpan span, string name, string? table, IReadOnlyList<string> columns)
    {
        string message = table is null
            ? columns.Count == 0 ? $"there is no FROM to take column \"{name}\" from" : $"no table of FROM has a column \"{name}\""
            : $"{table} has no column \"{name}\"";
        return Suggested(Error("FLS2004", span, message), name, columns) with
        {
            Detail = columns.Count == 0 ? null : $"columns: {Suggest.List(columns.Distinct())}",
        };
    }

    public static Diagnostic AmbiguousColumn(SourceSpan span, string name, IReadOnlyList<string> candidates) =>
        Error("FLS2005", span, $"column \"{name}\" is ambiguous") with
        {
            Detail = $"it can be {string.Join(" or ", candidates.Distinct())}",
            Hint = "write the table in front of the column",
        };

    public static Diagnostic UnknownQualifier(
        SourceSpan span, string qualifier, IReadOnlyList<string> aliases, string? hiddenBy)
    {
        Diagnostic error = Suggested(Error("FLS2006", span, $"FROM has no table \"{qualifier}\""), qualifier, aliases);
        return error with
        {
            Detail = aliases.Count == 0 ? null : $"tables of FROM: {Suggest.List(aliases)}",
            Hint = hiddenBy is null ? null : $"here the table is called \"{hiddenBy}\"",
        };
    }

    public static Diagnostic FunctionNotFound(SourceSpan span, string name, IEnumerable<string> names) =>
        Suggested(Error("FLS2007", span, $"function {name} does not exist"), name, names);

    public static Diagnostic WrongArguments(
        SourceSpan span, string name, IReadOnlyList<DataType> given, IReadOnlyList<string> forms) =>
        Error("FLS2008", span, $"{name} does not take ({Types(given)})") with
        {
            Expected = string.Join(" or ", forms),
        };

    public static Diagnostic UnknownType(SourceSpan span, string name, string? closest) =>
        Suggested(Error("FLS2009", span, $"type {name} does not exist"), closest);

    public static Diagnostic FieldNotFound(SourceSpan span, string name, IReadOnlyList<string> fields) =>
        Suggested(Error("FLS2010", span, $"the row has no field \"{name}\""), name, fields) with
        {
            Detail = $"fields: {Suggest.List(fields)}",
        };

    public static Diagnostic NotARow(SourceSpan span, string name, DataType type) =>
        Error("FLS2010", span, $"there is no field \"{name}\" in a value of type {type.Name}") with
        {
            Detail = "only a ROW has fields",
        };

    public static Diagnostic DuplicateAlias(SourceSpan span, string name, string where) =>
        Error("FLS2011", span, $"{where} names \"{name}\" twice") with { Hint = "give one of them another name" };

    public static Diagnostic DuplicateColumn(SourceSpan span, string name, string where) =>
        Error("FLS2012", span, $"{where} names column \"{name}\" twice");

    public static Diagnostic ColumnListLength(SourceSpan span, string table, int given, IReadOnlyList<string> columns) =>
        Error("FLS2013", span, $"{Count(given, "column name")} for {Count(columns.Count, "column")} of {table}") with
        {
            Detail = $"columns: {Suggest.List(columns)}",
        };

    public static Diagnostic NameTooLong(SourceSpan span, string name) =>
        Error("FLS2014", span, $"\"{name}\" has too many parts") with { Expected = "catalog.database.name at most" };

    public static Diagnostic StarWithoutFrom(SourceSpan span) =>
        Error("FLS2015", span, "* without FROM stands for no column");

    public static Diagnostic StarColumnNotFound(
        SourceSpan span, string name, string where, IReadOnlyList<string> columns) =>
        Suggested(Error("FLS2015", span, $"{where} names column \"{name}\", which * does not give"), name, columns) with
        {
            Detail = $"columns: {Suggest.List(columns)}",
        };

    public static Diagnostic WindowNotFound(SourceSpan span, string name, IReadOnlyList<string> names) =>
        Suggested(Error("FLS2016", span, $"window \"{name}\" is not defined"), name, names) with
        {
            Hint = "define it behind the query's conditions: WINDOW name AS (PARTITION BY .. ORDER BY ..)",
        };

    public static Diagnostic TableFunctionNotFound(SourceSpan span, string name, IEnumerable<string> names) =>
        Suggested(Error("FLS2017", span, $"table function {name} does not exist"), name, names) with
        {
            Detail = $"table functions: {Suggest.List(names)}",
        };

    public static Diagnostic ViewUsesItself(SourceSpan span, string name) =>
        Error("FLS2018", span, $"view \"{name}\" uses itself");

    public static Diagnostic ViewIsStale(SourceSpan span, string name, int declared, int now) =>
        Error("FLS2019", span, $"view \"{name}\" names {Count(declared, "column")}, but its query now gives {now}") with
        {
            Hint = "a table below it has changed; create the view anew",
        };

    public static Diagnostic Misplaced(SourceSpan span, string what, string where) =>
        Error("FLS2020", span, $"{what} has no meaning here") with { Detail = $"it belongs to {where}" };

    public static Diagnostic NestedTooDeep(SourceSpan span) =>
        Error("FLS2021", span, "the statement is nested too deeply") with { Hint = "split it into views" };

    public static Diagnostic NotSupportedYet(SourceSpan span, string what, string? hint = null) =>
        Error("FLS2900", span, $"{what} is not supported yet") with { Hint = hint };

    private static Diagnostic Error(string code, SourceSpan span, string message) =>
        new(code, Severity.Error, span, message);

    private static Diagnostic Suggested(Diagnostic error, string written, IEnumerable<string> candidates) =>
        Suggested(error, Suggest.Closest(written, candidates));

    private static Diagnostic Suggested(Diagnostic error, string? closest) => closest is null
        ? error
        : error with { Suggestion = $"did you mean {closest}?", Replacement = closest };

    private static string Types(IEnumerable<DataType> types) => string.Join(", ", types.Select(type => type.Name));

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
