using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Logical;

/// <summary>Keeps the rows for which the predicate is true.</summary>
public sealed record LogicalFilter(LogicalNode Input, Expr Predicate) : LogicalUnaryNode(Input)
{
    public override PlanSchema Schema => Input.Schema;
}

/// <summary>Computes columns.</summary>
public sealed record LogicalProject(LogicalNode Input, EquatableArray<ProjectedColumn> Columns) : LogicalUnaryNode(Input)
{
    public override PlanSchema Schema => new(Columns.Select(column => column.ToPlanColumn()).ToEquatable());
}

/// <summary>One column of a projection. A bare reference to a time attribute stays one.</summary>
public sealed record ProjectedColumn(Expr Value, string Name, TimeAttribute Time = TimeAttribute.None)
{
    public PlanColumn ToPlanColumn() => new(Name, Value.Type, Time);
}

/// <summary>Makes a column event time: computes the watermark beside each row.</summary>
/// <param name="Input">The rows.</param>
/// <param name="TimeColumn">The column, TIMESTAMP(3) or TIMESTAMP_LTZ(3).</param>
/// <param name="Watermark">The expression of WATERMARK FOR, over the columns of the input.</param>
/// <param name="OnEvent">Whether every advance is sent on at once (<c>scan.watermark.emit.strategy</c>).</param>
/// <param name="NullTimes">What becomes of rows without a time; null is as the session says.</param>
public sealed record LogicalWatermark(
    LogicalNode Input, int TimeColumn, Expr Watermark, bool OnEvent = false, NullTimes? NullTimes = null)
    : LogicalUnaryNode(Input)
{
    public override PlanSchema Schema => new(
        Input.Schema.Columns.Select((column, index) =>
            index == TimeColumn ? column with { Time = TimeAttribute.Rowtime } : column).ToEquatable());
}
