using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Planner.Graph;

/// <summary>Properties of what an operator computes.</summary>
internal static class NodeIdentity
{
    /// <summary>Whether the node alone gives the same rows each time.</summary>
    public static bool IsDeterministic(PhysicalNode node) => node switch
    {
        PhysicalCalc calc => (calc.Filter is null || ExprColumns.IsDeterministic(calc.Filter))
            && calc.Columns.All(column => ExprColumns.IsDeterministic(column.Value)),
        PhysicalWatermark watermark => ExprColumns.IsDeterministic(watermark.Watermark),
        _ => true,
    };
}
