using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// Groups by key and emits each change of a group: +I for its first row, then -U/+U (or +U alone when the consumer
/// works by key), -D when its last row is taken back. Result: keys, then aggregates.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Keys">Input columns; empty for one group of all rows.</param>
/// <param name="Aggregates">What to compute, with the variants that suit the input.</param>
/// <param name="InputRetracts">Whether the input takes rows back.</param>
/// <param name="EmitsUpdateBefore">Whether -U rows are emitted.</param>
public sealed record PhysicalGroupAggregate(
    PhysicalNode Input,
    EquatableArray<int> Keys,
    EquatableArray<AggregateCall> Aggregates,
    bool InputRetracts,
    bool EmitsUpdateBefore) : PhysicalUnaryNode(Input)
{
    /// <summary>How long a group is kept that nobody writes, in ms, where the query says it; else as the job says.</summary>
    public long? StateTtl { get; init; }

    public override PlanSchema Schema => new(Keys.Select(key => Input.Schema[key])
        .Concat(Aggregates.Select(call => new PlanColumn(call.Name, call.Type))).ToEquatable());
}

/// <summary>
/// Groups by window and key and emits each window when it closes, or as its emission says. Result: keys, aggregates,
/// window columns.
/// </summary>
/// <param name="Input">The rows.</param>
/// <param name="Window">Which windows.</param>
/// <param name="Keys">Input columns without the window columns.</param>
/// <param name="Aggregates">What to compute, with the variants that suit the input.</param>
/// <param name="Outputs">Which window columns follow.</param>
/// <param name="InputRetracts">Whether the input takes rows back.</param>
public sealed record PhysicalWindowAggregate(
    PhysicalNode Input,
    GroupWindow Window,
    EquatableArray<int> Keys,
    EquatableArray<AggregateCall> Aggregates,
    EquatableArray<WindowOutput> Outputs,
    bool InputRetracts) : PhysicalUnaryNode(Input)
{
    /// <summary>When a window fires and how long it takes rows.</summary>
    public WindowEmission Emission { get; init; } = WindowEmission.OnClose;

    /// <summary>Whether -U rows are emitted where windows fire more than once.</summary>
    public bool EmitsUpdateBefore { get; init; } = true;

    public override PlanSchema Schema => new(Keys.Select(key => Input.Schema[key] with { Time = TimeAttribute.None })
        .Concat(Aggregates.Select(call => new PlanColumn(call.Name, call.Type)))
        .Concat(Outputs.Select(output => output.ToPlanColumn(Window))).ToEquatable());
}

/// <summary>A window table function on its own: every row once per window, with the window columns appended.</summary>
public sealed record PhysicalWindow(
    PhysicalNode Input, WindowSpec Spec, int TimeColumn, EquatableArray<int> PartitionColumns, PlanSchema Columns)
    : PhysicalUnaryNode(Input)
{
    public override PlanSchema Schema => Columns;
}
