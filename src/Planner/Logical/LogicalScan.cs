using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Logical;

/// <summary>
/// The physical and metadata columns of a catalog table that a query reads. Computed columns and the watermark of the
/// table are a project and a <see cref="LogicalWatermark"/> above it.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Indexes into the table's physical columns, in order.</param>
public sealed record LogicalScan(TableDescriptor Table, EquatableArray<int> Columns) : LogicalNode
{
    public override EquatableArray<LogicalNode> Inputs => [];

    public override PlanSchema Schema =>
        new(Columns.Select(column => Table.PhysicalColumns[column]).Select(c => new PlanColumn(c.Name, c.Type))
            .ToEquatable());

    public override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) => this;
}

/// <summary>Rows written in the query.</summary>
public sealed record LogicalValues(EquatableArray<EquatableArray<LiteralExpr>> Rows, PlanSchema Columns) : LogicalNode
{
    public override EquatableArray<LogicalNode> Inputs => [];

    public override PlanSchema Schema => Columns;

    public override LogicalNode WithInputs(EquatableArray<LogicalNode> inputs) => this;
}
