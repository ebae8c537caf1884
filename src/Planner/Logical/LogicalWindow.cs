using FlinkSql.Columnar;

namespace FlinkSql.Planner.Logical;

/// <summary>
/// A window table function: every input row once per window it is in, with window_start, window_end and window_time
/// appended; window_time = window_end - 1 ms is the new time attribute, the old one an ordinary column (SEMANTICS 1).
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Spec">Which windows.</param>
/// <param name="TimeColumn">The time attribute that decides.</param>
/// <param name="PartitionColumns">PARTITION BY of a session; empty otherwise.</param>
public sealed record LogicalWindow(
    LogicalNode Input, WindowSpec Spec, int TimeColumn, EquatableArray<int> PartitionColumns) : LogicalUnaryNode(Input)
{
    public override PlanSchema Schema
    {
        get
        {
            PlanColumn time = Input.Schema[TimeColumn];
            DataType bound = new TimestampType(3, Nullable: false);
            DataType windowTime = new TimestampType(
                3, time.Type is TimestampType { LocalTimeZone: true }, Nullable: false);
            return new(Input.Schema.Columns
                .Select((column, index) => index == TimeColumn ? column with { Time = TimeAttribute.None } : column)
                .Append(new PlanColumn("window_start", bound))
                .Append(new PlanColumn("window_end", bound))
                .Append(new PlanColumn("window_time", windowTime, time.Time))
                .ToEquatable());
        }
    }
}
