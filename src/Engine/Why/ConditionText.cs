using FlinkSql.Planner.Explain;
using FlinkSql.Planner.Physical;

namespace FlinkSql.Engine.Why;

/// <summary>The condition of a filter as EXPLAIN prints it.</summary>
internal static class ConditionText
{
    public static string Of(PhysicalCalc calc)
    {
        string text = PhysicalText.Describe(calc);
        int where = text.LastIndexOf("where=[", StringComparison.Ordinal);
        return where < 0 ? text : text[(where + 7)..^2];
    }
}
