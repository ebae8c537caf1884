namespace FlinkSql.Parser.Ast;

/// <summary>What follows OVER.</summary>
public abstract record WindowSyntax : SyntaxNode;

/// <summary><c>OVER w</c>, with w defined in the WINDOW clause.</summary>
public sealed record WindowNameSyntax(IdentifierSyntax Name) : WindowSyntax;

/// <summary><c>OVER ([w] [PARTITION BY ..] [ORDER BY ..] [frame])</c>.</summary>
public sealed record WindowSpecificationSyntax : WindowSyntax
{
    /// <summary>The window refined, or null.</summary>
    public IdentifierSyntax? Refines { get; init; }

    /// <summary>PARTITION BY.</summary>
    public SyntaxList<ExpressionSyntax> PartitionBy { get; init; }

    /// <summary>ORDER BY.</summary>
    public SyntaxList<SortItemSyntax> OrderBy { get; init; }

    /// <summary>ROWS or RANGE .., or null.</summary>
    public WindowFrameSyntax? Frame { get; init; }
}

/// <summary>One entry of the WINDOW clause.</summary>
public sealed record NamedWindowSyntax(IdentifierSyntax Name, WindowSpecificationSyntax Window) : SyntaxNode;

/// <summary><c>ROWS BETWEEN start AND end</c>; without BETWEEN there is no end and CURRENT ROW is meant.</summary>
public sealed record WindowFrameSyntax(FrameUnit Unit, FrameBoundSyntax Start) : SyntaxNode
{
    /// <summary>The bound after AND, or null.</summary>
    public FrameBoundSyntax? End { get; init; }
}

/// <summary>One side of a frame; only Preceding and Following have an offset.</summary>
public sealed record FrameBoundSyntax(FrameBoundKind Kind) : SyntaxNode
{
    /// <summary>How many rows, or how far.</summary>
    public ExpressionSyntax? Offset { get; init; }
}

/// <summary>What a frame counts.</summary>
public enum FrameUnit
{
    Rows, Range,
}

/// <summary>Where a frame begins or ends.</summary>
public enum FrameBoundKind
{
    UnboundedPreceding, Preceding, CurrentRow, Following, UnboundedFollowing,
}
