using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;

namespace FlinkSql.Planner.Logical;

/// <summary>
/// What a query means, relation by relation. Nodes are immutable and compare by value; rewrites return the same
/// reference when nothing changed.
/// </summary>
public abstract record LogicalNode
{
    /// <summary>Where in the SQL text the node comes from; no part of equality.</summary>
    public SourceSpan Span { get; init; }

    public abstract EquatableArray<LogicalNode> Inputs { get; }

    /// <summary>The columns of the result.</summary>
    public abstract PlanSchema Schema { get; }

    /// <summary>The same node over other inputs.</summary>
    public abstract LogicalNode WithInputs(EquatableArray<LogicalNode> inputs);

    public virtual bool Equals(LogicalNode? other) =>
        ReferenceEquals(this, other) || (other is not null && EqualityContract == other.EqualityContract);

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>A node with one input.</summary>
public abstract record LogicalUnaryNode(LogicalNode Input) : LogicalNode
{
    public sealed override EquatableArray<LogicalNode> Inputs => [Input];

    public sealed override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) =>
        ReferenceEquals(inputs[0], Input) ? this : this with { Input = inputs[0] };
}
