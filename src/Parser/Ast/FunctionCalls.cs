namespace FlinkSql.Parser.Ast;

/// <summary>
/// Any call written <c>name(args)</c>, plus the SQL forms with words inside that mean the same:
/// <c>EXTRACT(YEAR FROM x)</c> is EXTRACT(YEAR, x); <c>TRIM(BOTH 'c' FROM s)</c> is TRIM(BOTH, 'c', s);
/// <c>SUBSTRING(s FROM a FOR b)</c> is SUBSTRING(s, a, b); <c>OVERLAY(s PLACING r FROM a FOR b)</c> is OVERLAY(s, r, a, b);
/// <c>POSITION(a IN b)</c> is POSITION(a, b); <c>FLOOR(x TO DAY)</c> is FLOOR(x, DAY); CURRENT_DATE is CURRENT_DATE().
/// Such names are stored in upper case; others as written (functions are found regardless of case).
/// </summary>
public sealed record FunctionCallSyntax(SyntaxList<IdentifierSyntax> Name, SyntaxList<ArgumentSyntax> Arguments)
    : ExpressionSyntax
{
    /// <summary>DISTINCT or ALL before the arguments.</summary>
    public SetQuantifier Quantifier { get; init; }

    /// <summary>IGNORE NULLS or RESPECT NULLS.</summary>
    public NullTreatment Nulls { get; init; }

    /// <summary>WITHIN GROUP (ORDER BY ..).</summary>
    public SyntaxList<SortItemSyntax> WithinGroup { get; init; }

    /// <summary>FILTER (WHERE ..).</summary>
    public ExpressionSyntax? Filter { get; init; }

    /// <summary>OVER w or OVER (..).</summary>
    public WindowSyntax? Over { get; init; }
}

/// <summary>One argument, possibly named: <c>size => 3</c>.</summary>
public sealed record ArgumentSyntax(ExpressionSyntax Value) : SyntaxNode
{
    /// <summary>The name before the arrow, or null.</summary>
    public IdentifierSyntax? Name { get; init; }
}

/// <summary>A word that steers a built-in function: LEADING, TRAILING, BOTH of TRIM; NULL ON NULL, ABSENT ON NULL of JSON aggregates.</summary>
public sealed record KeywordArgumentSyntax(string Keyword) : ExpressionSyntax;

/// <summary><c>DESCRIPTOR(a, b)</c>: columns named, not read.</summary>
public sealed record DescriptorSyntax(SyntaxList<IdentifierSyntax> Columns) : ExpressionSyntax;

/// <summary>DEFAULT as an argument or inserted value.</summary>
public sealed record DefaultSyntax : ExpressionSyntax;

/// <summary><c>TABLE t [PARTITION BY ..] [ORDER BY ..]</c> or a query in its place, as an argument of a table function.</summary>
public sealed record TableArgumentSyntax(QuerySyntax Query) : ExpressionSyntax
{
    /// <summary>PARTITION BY of the argument.</summary>
    public SyntaxList<ExpressionSyntax> PartitionBy { get; init; }

    /// <summary>ORDER BY of the argument.</summary>
    public SyntaxList<SortItemSyntax> OrderBy { get; init; }
}

/// <summary>MODEL m as an argument of a table function such as ML_PREDICT.</summary>
public sealed record ModelArgumentSyntax(SyntaxList<IdentifierSyntax> Name) : ExpressionSyntax;

/// <summary>Nothing, ALL or DISTINCT.</summary>
public enum SetQuantifier
{
    /// <summary>Not written.</summary>
    None,

    /// <summary>ALL.</summary>
    All,

    /// <summary>DISTINCT.</summary>
    Distinct,
}

/// <summary>What a function does with null inputs, if written.</summary>
public enum NullTreatment
{
    /// <summary>Not written.</summary>
    None,

    /// <summary>IGNORE NULLS.</summary>
    Ignore,

    /// <summary>RESPECT NULLS.</summary>
    Respect,
}
