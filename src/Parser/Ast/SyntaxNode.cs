using System.Runtime.CompilerServices;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Parser.Printing;

namespace FlinkSql.Parser.Ast;

/// <summary>
/// A piece of SQL as written, before any name is resolved. Nodes are immutable and compare by value;
/// where in the text a node stood takes no part in the comparison.
/// </summary>
public abstract record SyntaxNode
{
    /// <summary>Where the node stood in the text; the default value for nodes built without text.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>Compares everything but <see cref="Span"/>. Every node passes here, so a deep tree cannot break the stack.</summary>
    public virtual bool Equals(SyntaxNode? other)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return ReferenceEquals(this, other) || (other is not null && EqualityContract == other.EqualityContract);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return EqualityContract.GetHashCode();
    }

    /// <summary>The node as SQL.</summary>
    public sealed override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>One part of a name, without its quotes. Compound names are arrays of these, outermost first.</summary>
public sealed record IdentifierSyntax(string Name) : SyntaxNode;
