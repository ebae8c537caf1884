namespace FlinkSql.Parser.Ast;

/// <summary>Anything that yields rows: SELECT, VALUES, TABLE t, a set operation, or one of these with clauses around it.</summary>
public abstract record QuerySyntax : SyntaxNode;

/// <summary>A query body with WITH in front of it, or ORDER BY, LIMIT, OFFSET, EMIT behind it. At least one of them is there.</summary>
public sealed record QueryWithClausesSyntax(QuerySyntax Body) : QuerySyntax
{
    /// <summary>WITH, or null.</summary>
    public WithClauseSyntax? With { get; init; }

    /// <summary>ORDER BY.</summary>
    public SyntaxList<SortItemSyntax> OrderBy { get; init; }

    /// <summary>LIMIT n or FETCH FIRST n ROWS ONLY; null for none (also LIMIT ALL).</summary>
    public ExpressionSyntax? Limit { get; init; }

    /// <summary>OFFSET n, or null.</summary>
    public ExpressionSyntax? Offset { get; init; }

    /// <summary>EMIT .., or null.</summary>
    public EmitSyntax? Emit { get; init; }
}

/// <summary>One SELECT. <c>FROM t SELECT x</c> gives the same tree, and <c>FROM t</c> that of SELECT *.</summary>
public sealed record SelectSyntax(SyntaxList<SelectItemSyntax> Items) : QuerySyntax
{
    /// <summary>DISTINCT or ALL.</summary>
    public SetQuantifier Quantifier { get; init; }

    /// <summary>True for SELECT STREAM.</summary>
    public bool Stream { get; init; }

    /// <summary>Hints behind SELECT.</summary>
    public SyntaxList<HintSyntax> Hints { get; init; }

    /// <summary>The tables; a list with commas is a chain of joins of kind Comma. Null without FROM.</summary>
    public TableRefSyntax? From { get; init; }

    /// <summary>WHERE.</summary>
    public ExpressionSyntax? Where { get; init; }

    /// <summary>GROUP BY; null without.</summary>
    public GroupBySyntax? GroupBy { get; init; }

    /// <summary>HAVING.</summary>
    public ExpressionSyntax? Having { get; init; }

    /// <summary>WINDOW w AS (..).</summary>
    public SyntaxList<NamedWindowSyntax> Windows { get; init; }

    /// <summary>QUALIFY.</summary>
    public ExpressionSyntax? Qualify { get; init; }
}

/// <summary>One item of a select list; the expression may be a <see cref="StarSyntax"/>.</summary>
public sealed record SelectItemSyntax(ExpressionSyntax Expression) : SyntaxNode
{
    /// <summary>The name after AS, or null.</summary>
    public IdentifierSyntax? Alias { get; init; }
}

/// <summary>UNION, INTERSECT or EXCEPT (MINUS reads as EXCEPT). Chains lean to the left.</summary>
public sealed record SetOperationSyntax(QuerySyntax Left, SetOperator Operator, QuerySyntax Right) : QuerySyntax
{
    /// <summary>True with ALL; DISTINCT is the default.</summary>
    public bool All { get; init; }
}

/// <summary>The set operators.</summary>
public enum SetOperator
{
    Union, Intersect, Except,
}

/// <summary><c>VALUES (1, 'a'), (2, 'b')</c>.</summary>
public sealed record ValuesSyntax(SyntaxList<RowSyntax> Rows) : QuerySyntax;

/// <summary><c>TABLE t</c>: all columns of a table.</summary>
public sealed record TableQuerySyntax(SyntaxList<IdentifierSyntax> Name) : QuerySyntax
{
    /// <summary>Hints such as <c>/*+ OPTIONS('k'='v') */</c>; only the argument of a function has them.</summary>
    public SyntaxList<HintSyntax> Hints { get; init; }
}

/// <summary>WITH [RECURSIVE] and its named queries.</summary>
public sealed record WithClauseSyntax(SyntaxList<CommonTableSyntax> Tables) : SyntaxNode
{
    /// <summary>True for WITH RECURSIVE.</summary>
    public bool Recursive { get; init; }
}

/// <summary><c>name [(columns)] AS (query)</c>.</summary>
public sealed record CommonTableSyntax(IdentifierSyntax Name, QuerySyntax Query) : SyntaxNode
{
    /// <summary>New column names, or empty.</summary>
    public SyntaxList<IdentifierSyntax> Columns { get; init; }
}

/// <summary>One key of an ORDER BY.</summary>
public sealed record SortItemSyntax(ExpressionSyntax Expression) : SyntaxNode
{
    /// <summary>True for DESC.</summary>
    public bool Descending { get; init; }

    /// <summary>NULLS FIRST or LAST.</summary>
    public NullOrder Nulls { get; init; }
}

/// <summary>Where nulls sort, if written.</summary>
public enum NullOrder
{
    Unspecified, First, Last,
}
