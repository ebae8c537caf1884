namespace FlinkSql.Parser.Ast;

/// <summary>Something FROM can read.</summary>
public abstract record TableRefSyntax : SyntaxNode;

/// <summary>A table reference that can be renamed (all but joins).</summary>
public abstract record AliasedTableSyntax : TableRefSyntax
{
    /// <summary>AS name [(columns)], or null.</summary>
    public TableAliasSyntax? Alias { get; init; }
}

/// <summary><c>AS t (a, b)</c>.</summary>
public sealed record TableAliasSyntax(IdentifierSyntax Name) : SyntaxNode
{
    /// <summary>New column names, or empty.</summary>
    public SyntaxList<IdentifierSyntax> Columns { get; init; }
}

/// <summary>A table or view by name.</summary>
public sealed record NamedTableSyntax(SyntaxList<IdentifierSyntax> Name) : AliasedTableSyntax
{
    /// <summary>Hints such as <c>/*+ OPTIONS('k'='v') */</c>.</summary>
    public SyntaxList<HintSyntax> Hints { get; init; }

    /// <summary>FOR SYSTEM_TIME AS OF .., or null.</summary>
    public ExpressionSyntax? SystemTime { get; init; }
}

/// <summary>A file or address in quotes: <c>FROM 'trades.csv'</c>.</summary>
public sealed record FileTableSyntax(string Path) : AliasedTableSyntax
{
    /// <summary>Hints such as <c>/*+ OPTIONS('k'='v') */</c>.</summary>
    public SyntaxList<HintSyntax> Hints { get; init; }
}

/// <summary>A query in parentheses.</summary>
public sealed record DerivedTableSyntax(QuerySyntax Query) : AliasedTableSyntax
{
    /// <summary>True with LATERAL: the query sees the tables to its left.</summary>
    public bool Lateral { get; init; }
}

/// <summary><c>TABLE(f(x))</c>, or just <c>f(x)</c>: a table function or window function.</summary>
public sealed record TableFunctionSyntax(FunctionCallSyntax Call) : AliasedTableSyntax
{
    /// <summary>True with LATERAL: the arguments see the tables to its left.</summary>
    public bool Lateral { get; init; }
}

/// <summary><c>UNNEST(array [, array]) [WITH ORDINALITY]</c>.</summary>
public sealed record UnnestSyntax(SyntaxList<ExpressionSyntax> Operands) : AliasedTableSyntax
{
    /// <summary>True when each row also carries its number.</summary>
    public bool WithOrdinality { get; init; }
}

/// <summary>Two tables joined. Chains lean to the left; a right operand that is a join was in parentheses.</summary>
public sealed record JoinSyntax(TableRefSyntax Left, JoinKind Kind, TableRefSyntax Right) : TableRefSyntax
{
    /// <summary>True for NATURAL.</summary>
    public bool Natural { get; init; }

    /// <summary>ON, or null.</summary>
    public ExpressionSyntax? On { get; init; }

    /// <summary>USING (a, b), or empty.</summary>
    public SyntaxList<IdentifierSyntax> Using { get; init; }

    /// <summary>MATCH_CONDITION (..) of an as-of join, or null.</summary>
    public ExpressionSyntax? MatchCondition { get; init; }
}

/// <summary>The kinds of join.</summary>
public enum JoinKind
{
    Comma, Cross, Inner, Left, Right, Full, LeftSemi, LeftAnti, AsOf, LeftAsOf,
}

/// <summary>One hint: <c>OPTIONS('k'='v')</c>, <c>BROADCAST(t)</c>.</summary>
public sealed record HintSyntax(IdentifierSyntax Name, SyntaxList<HintArgumentSyntax> Arguments) : SyntaxNode;

/// <summary>One argument of a hint: <c>'k'='v'</c> or a bare value.</summary>
public sealed record HintArgumentSyntax(string Value) : SyntaxNode
{
    /// <summary>The key before the equal sign, or null.</summary>
    public string? Key { get; init; }

    /// <summary>True for a bare name or number, false for quoted text.</summary>
    public bool IsName { get; init; }
}
