using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Filter, then projection, in one pass over the rows.</summary>
/// <param name="Input">The rows.</param>
/// <param name="Filter">Rows for which it is true pass; null lets all pass.</param>
/// <param name="Columns">The columns of the result, over those of the input.</param>
public sealed record PhysicalCalc(PhysicalNode Input, Expr? Filter, EquatableArray<ProjectedColumn> Columns)
    : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => new(Columns.Select(column => column.ToPlanColumn()).ToEquatable());
}

/// <summary>Spreads rows anew over the subtasks.</summary>
public sealed record PhysicalExchange(PhysicalNode Input, Distribution Distribution) : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>All rows of all inputs. It becomes edges, not an operator.</summary>
public sealed record PhysicalUnion(EquatableArray<PhysicalNode> Branches, PlanSchema Columns) : PhysicalNode
{
    public override EquatableArray<PhysicalNode> Inputs => Branches;

    public override PlanSchema Schema => Columns;

    public override PhysicalNode WithInputs(EquatableArray<PhysicalNode> inputs) => this with { Branches = inputs };
}

/// <summary>The first rows in the order in which they come, then no more.</summary>
public sealed record PhysicalLimit(PhysicalNode Input, long Offset, long Limit) : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>Drops -U rows, for a consumer that works by key.</summary>
public sealed record PhysicalDropUpdateBefore(PhysicalNode Input) : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>
/// Completes upserts to full changes by remembering the last row of each key: +U becomes +I or -U and +U, a -D carries
/// the whole row, repeated events are dropped.
/// </summary>
public sealed record PhysicalChangelogNormalize(PhysicalNode Input, EquatableArray<int> Keys) : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>
/// Every row once per grouping set, keys outside the set NULL, and the number of the set (<see cref="IdOf"/>) as the
/// last column.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">The input columns of all sets.</param>
/// <param name="Sets">Each set as positions in <paramref name="Keys"/>.</param>
public sealed record PhysicalExpand(
    PhysicalNode Input, EquatableArray<int> Keys, EquatableArray<EquatableArray<int>> Sets) : PhysicalUnaryNode(Input)
{
    /// <summary>
    /// The number of a set: <see cref="LogicalAggregate.GroupingId"/>, and above its bits which time the same set is
    /// written.
    /// </summary>
    public long IdOf(int set)
    {
        EquatableArray<int> keys = Sets[set];
        long times = Sets.Take(set).Count(other => other.Count == keys.Count && other.All(key => keys.Contains(key)));
        return LogicalAggregate.GroupingId(Keys.Count, keys) | (times << Keys.Count);
    }

    public override PlanSchema Schema => new(Input.Schema.Columns.Select((column, index) =>
            Keys.Contains(index) ? column with { Type = column.Type.WithNullable(true) } : column)
        .Append(new PlanColumn("$expand_id", DataTypes.BigInt.NotNull())).ToEquatable());
}
