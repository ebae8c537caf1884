using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>Writes rows into a table, or hands them to whoever asked the query.</summary>
/// <param name="Input">Rows with the table's physical columns.</param>
/// <param name="Table">The target; null for a query's result.</param>
/// <param name="Overwrite">Whether former content is replaced.</param>
public sealed record PhysicalSink(PhysicalNode Input, TableDescriptor? Table, bool Overwrite) : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>ORDER BY over a bounded input: everything is kept, sorted, and emitted at the end.</summary>
public sealed record PhysicalSort(PhysicalNode Input, EquatableArray<SortKey> Keys, long Offset, long? Limit)
    : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}
