namespace FlinkSql.Parser.Ast;

/// <summary>GROUP BY and its elements.</summary>
public sealed record GroupBySyntax(SyntaxList<GroupingSyntax> Elements) : SyntaxNode
{
    /// <summary>True for GROUP BY ALL (every select item without aggregate); then there are no elements.</summary>
    public bool All { get; init; }
}

/// <summary>One element of GROUP BY.</summary>
public abstract record GroupingSyntax : SyntaxNode;

/// <summary>A plain key.</summary>
public sealed record GroupingKeySyntax(ExpressionSyntax Expression) : GroupingSyntax;

/// <summary>A set of keys in parentheses: <c>()</c> or <c>(a, b)</c>.</summary>
public sealed record GroupingSetSyntax(SyntaxList<ExpressionSyntax> Keys) : GroupingSyntax;

/// <summary>ROLLUP (..).</summary>
public sealed record RollupSyntax(SyntaxList<GroupingSyntax> Elements) : GroupingSyntax;

/// <summary>CUBE (..).</summary>
public sealed record CubeSyntax(SyntaxList<GroupingSyntax> Elements) : GroupingSyntax;

/// <summary>GROUPING SETS (..).</summary>
public sealed record GroupingSetsSyntax(SyntaxList<GroupingSyntax> Elements) : GroupingSyntax;
