using FlinkSql.Planner.Logical;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>Which nodes are carried out by operators that may drop rows for being late.</summary>
internal static class LateRowNodes
{
    public static bool DropsLateRows(PhysicalNode node) => node switch
    {
        PhysicalWindowAggregate aggregate => aggregate.Window.Time != TimeAttribute.Proctime,
        PhysicalWindowRank rank => rank.Window.Time != TimeAttribute.Proctime,
        PhysicalWindow { Spec: SessionWindow } window => window.Input.Schema[window.TimeColumn].Time != TimeAttribute.Proctime,
        PhysicalDeduplicate { KeepLast: false } first => first.Input.Schema[first.TimeColumn].Time == TimeAttribute.Rowtime,
        _ => false,
    };
}
