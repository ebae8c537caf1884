using FlinkSql.Columnar;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Whether windows can be made of a column.</summary>
internal static class TimeColumns
{
    /// <summary>True for a time attribute; otherwise reports where it stopped being one.</summary>
    public static bool Check(LogicalNode plan, int column, string window, SourceSpan span, BindEnvironment environment)
    {
        PlanColumn shown = plan.Schema[column];
        if (shown.Time is not TimeAttribute.None && shown.Type is TimestampType)
        {
            return true;
        }

        (string reason, string hint) = TimeAttributeTrace.Explain(plan, column);
        environment.Report(BinderErrors.NotATimeAttribute(span, window, shown.Name, shown.Type, reason, hint));
        return false;
    }
}
