using FlinkSql.Functions;

namespace FlinkSql.Codegen.Support;

/// <summary>An expression of the query that may fail while it runs.</summary>
/// <param name="Operator">The operator that evaluates it, as plans print it.</param>
/// <param name="Text">The expression as plans print it.</param>
/// <param name="Start">Where it starts in the SQL text, in characters.</param>
/// <param name="Length">How long it is there; 0 when it was not read from a text.</param>
/// <param name="Position">Line and column, as <c>2:17</c>; empty without a text.</param>
public sealed record ExprSite(string Operator, string Text, int Start, int Length, string Position)
{
    public static readonly ExprSite None = new("", "", 0, 0, "");
}

/// <summary>A value made a query fail, with the expression that could not be computed.</summary>
public sealed class QueryFailure(ExprSite site, QueryException cause) : Exception(Describe(site, cause), cause)
{
    /// <summary>The error code, <c>FLS6xxx</c>.</summary>
    public string Code { get; } = cause.Code;

    /// <summary>What to do about it, where there is something.</summary>
    public string? Hint { get; } = cause.Hint;

    /// <summary>What went wrong, without the expression.</summary>
    public string Reason { get; } = cause.Message;

    public ExprSite Site { get; } = site;

    private static string Describe(ExprSite site, QueryException cause) =>
        site.Text.Length == 0 ? cause.Message
        : site.Position.Length == 0 ? $"{cause.Message} in {site.Text}"
        : $"{cause.Message} in {site.Text} at {site.Position}";
}
