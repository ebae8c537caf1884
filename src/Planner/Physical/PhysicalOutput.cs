using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;
using OutputMode = FlinkSql.Parser.Ast.OutputMode;

namespace FlinkSql.Planner.Physical;

/// <summary>
/// Stands before a sink and gathers changes between two triggers: the net change of each key (update), or the whole
/// result (complete). The modes append and changelog need no such node.
/// </summary>
/// <param name="Input">The changes.</param>
/// <param name="Mode">Update or complete.</param>
/// <param name="Trigger">When rows are handed on.</param>
/// <param name="Key">The columns that name a row; null where none do.</param>
public sealed record PhysicalOutput(
    PhysicalNode Input, OutputMode Mode, OutputTrigger Trigger, EquatableArray<int>? Key) : PhysicalUnaryNode(Input)
{
    /// <summary>The order of the rows of a complete result.</summary>
    public EquatableArray<SortKey> Order { get; init; }

    /// <summary>How many rows of a complete result are left out first.</summary>
    public long Offset { get; init; }

    /// <summary>The most rows of a complete result.</summary>
    public long? Limit { get; init; }

    /// <summary>Whether rows only wait for the trigger: none of them ever changes another.</summary>
    public bool OnlyWaits => Mode == OutputMode.Update && Key is null;

    public override PlanSchema Schema => Input.Schema;
}
