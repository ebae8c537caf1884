using FlinkSql.Codegen.Expressions;
using FlinkSql.Planner.Physical;
using FlinkSql.Runtime.Operators;
using FlinkSql.Runtime.State;

namespace FlinkSql.Codegen;

/// <summary>Writes the C# of one kind of physical node; found by its base type.</summary>
internal abstract class OperatorEmitter
{
    private static readonly ILookup<Type, OperatorEmitter> Emitters = typeof(OperatorEmitter).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(OperatorEmitter)) && !type.IsAbstract)
        .Select(type => (OperatorEmitter)Activator.CreateInstance(type)!)
        .ToLookup(emitter => emitter.Node);

    /// <summary>The kind of node it is for.</summary>
    public abstract Type Node { get; }

    /// <summary>Whether it is for this very node of the kind.</summary>
    public virtual bool Suits(PhysicalNode node) => true;

    /// <summary>The emitter of a node; null for nodes that library operators carry out.</summary>
    public static OperatorEmitter? For(PhysicalNode node) =>
        Emitters[node.GetType()].FirstOrDefault(emitter => emitter.Suits(node));
}

/// <summary>An emitter of a node that keeps nothing: it becomes statements in the loop of its neighbours.</summary>
internal abstract class RowEmitter : OperatorEmitter
{
    /// <summary>Whether every row that comes in goes on, as one row.</summary>
    public virtual bool KeepsRows(PhysicalNode node, bool inputChanges) => false;

    /// <summary>Writes what the node does to a row, and gives the columns of the row that leaves it.</summary>
    public abstract RowScope Emit(PhysicalNode node, RowScope row, RowLoop loop);
}

/// <summary>An emitter of a node that needs a class of its own, with the stateless nodes around it inside.</summary>
internal abstract class ClassEmitter : OperatorEmitter
{
    /// <summary>What the name of the class ends with.</summary>
    public abstract string Suffix { get; }

    /// <summary>Whether stateless nodes before it go into its loop.</summary>
    public virtual bool FusesBefore => true;

    /// <summary>Whether stateless nodes after it go into its emission.</summary>
    public virtual bool FusesAfter => true;

    /// <summary>Writes the members of the class, and gives the text of its base class.</summary>
    public abstract string Emit(ChainUnit unit, ClassScope owner, EmitContext context);
}

/// <summary>An emitter of a class around a node of one type.</summary>
internal abstract class ClassEmitter<TNode> : ClassEmitter
    where TNode : PhysicalNode
{
    public sealed override Type Node => typeof(TNode);

    public sealed override string Emit(ChainUnit unit, ClassScope owner, EmitContext context) =>
        Emit((TNode)unit.Core!, unit, owner, context);

    protected abstract string Emit(TNode node, ChainUnit unit, ClassScope owner, EmitContext context);
}

/// <summary>An emitter of a row-wise node of one type.</summary>
internal abstract class RowEmitter<TNode> : RowEmitter
    where TNode : PhysicalNode
{
    public sealed override Type Node => typeof(TNode);

    public sealed override RowScope Emit(PhysicalNode node, RowScope row, RowLoop loop) =>
        Emit((TNode)node, row, loop);

    protected abstract RowScope Emit(TNode node, RowScope row, RowLoop loop);
}

/// <summary>What generated code depends on besides the plan.</summary>
/// <param name="Zone">The session time zone: code for UTC leaves conversions out.</param>
/// <param name="NullRowtime">What becomes of rows whose event time is NULL.</param>
internal sealed record EmitContext(TimeZoneInfo Zone, NullRowtime NullRowtime)
{
    /// <summary>How long the state of groups is kept that nobody writes.</summary>
    public StateTtl StateTtl { get; init; }

    public bool IsUtc => Zone.BaseUtcOffset == TimeSpan.Zero && !Zone.SupportsDaylightSavingTime;
}
