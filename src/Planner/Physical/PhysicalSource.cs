using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Reads columns of a table through its connector.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Indexes into the table's physical columns, in order.</param>
public sealed record PhysicalSource(TableDescriptor Table, EquatableArray<int> Columns) : PhysicalNode
{
    public override EquatableArray<PhysicalNode> Inputs => [];

    public override PlanSchema Schema =>
        new(Columns.Select(column => Table.PhysicalColumns[column]).Select(c => new PlanColumn(c.Name, c.Type))
            .ToEquatable());

    public override PhysicalNode WithInputs(EquatableArray<PhysicalNode> inputs) => this;
}

/// <summary>Gives rows written in the query.</summary>
public sealed record PhysicalValues(EquatableArray<EquatableArray<LiteralExpr>> Rows, PlanSchema Columns) : PhysicalNode
{
    public override EquatableArray<PhysicalNode> Inputs => [];

    public override PlanSchema Schema => Columns;

    public override PhysicalNode WithInputs(EquatableArray<PhysicalNode> inputs) => this;
}

/// <summary>Computes the watermark beside each row and puts it into the stream.</summary>
public sealed record PhysicalWatermark(
    PhysicalNode Input, int TimeColumn, Expr Watermark, bool OnEvent, NullTimes? NullTimes = null)
    : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => new(
        Input.Schema.Columns.Select((column, index) =>
            index == TimeColumn ? column with { Time = TimeAttribute.Rowtime } : column).ToEquatable());
}
