using FlinkSql.Planner.Physical;

namespace FlinkSql.Codegen;

/// <summary>What operators are called in comments and messages: kinds of nodes only, never text of the query.</summary>
internal static class PlanNames
{
    public static string Of(PhysicalNode node) => node.GetType().Name["Physical".Length..];

    public static string Of(ChainUnit unit) => string.Join(" -> ", unit.Nodes.Select(Of));
}
