using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>How a step of a query is carried out. Immutable; equal nodes are run once.</summary>
public abstract record PhysicalNode
{
    /// <summary>Where in the SQL text the node comes from; no part of equality.</summary>
    public SourceSpan Span { get; init; }

    public abstract EquatableArray<PhysicalNode> Inputs { get; }

    /// <summary>The columns of the result.</summary>
    public abstract PlanSchema Schema { get; }

    /// <summary>What holds of the result.</summary>
    public StreamTraits Traits { get; init; } = new();

    /// <summary>The same node over other inputs.</summary>
    public abstract PhysicalNode WithInputs(EquatableArray<PhysicalNode> inputs);

    public virtual bool Equals(PhysicalNode? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && Traits == other.Traits);

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>A physical node with one input.</summary>
public abstract record PhysicalUnaryNode(PhysicalNode Input) : PhysicalNode
{
    public sealed override EquatableArray<PhysicalNode> Inputs => [Input];

    public sealed override PhysicalNode WithInputs(EquatableArray<PhysicalNode> inputs) =>
        ReferenceEquals(inputs[0], Input) ? this : this with { Input = inputs[0] };
}
