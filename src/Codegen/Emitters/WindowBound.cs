using FlinkSql.Codegen.Expressions;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>The columns of a window, read from its bounds <c>start</c> and <c>end</c>.</summary>
internal static class WindowBound
{
    public static Fragment Read(WindowProperty property, ColumnExpr column) => property switch
    {
        WindowProperty.Start => Fragment.Atom("start"),
        WindowProperty.End => Fragment.Atom("end"),
        _ when column.Type is TimestampType { LocalTimeZone: true } => Fragment.Atom("InstantOf(end - 1)", cost: Cost.Safe),
        _ => Fragment.Composite("end - 1"),
    };
}
