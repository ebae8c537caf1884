using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Finds out why a column is no time attribute: where on its way through the plan it stopped being one.</summary>
internal static class TimeAttributeTrace
{
    /// <summary>The reason, and what to do about it.</summary>
    public static (string Reason, string Hint) Explain(LogicalNode node, int column)
    {
        PlanColumn shown = node.Schema[column];
        while (true)
        {
            switch (node)
            {
                case LogicalScan scan:
                    return OfTable(scan, scan.Schema[column]);
                case LogicalProject project when project.Columns[column].Value is ColumnExpr source:
                    node = project.Input;
                    column = source.Column;
                    break;
                case LogicalProject project:
                    return OfExpression(project.Columns[column]);
                case LogicalWatermark watermark:
                    string marked = watermark.Schema[watermark.TimeColumn].Name;
                    return ($"the watermark of its table is on \"{marked}\"", $"use \"{marked}\"");
                case LogicalWindow window when column == window.TimeColumn:
                    return (
                        "a window function above it has made it an ordinary column",
                        "use window_time, which is the time attribute after a window function");
                case LogicalWindow window:
                    if (column >= window.Input.Schema.Count)
                    {
                        return ($"\"{shown.Name}\" only says when the window is", "use window_time");
                    }

                    node = window.Input;
                    break;
                case LogicalAggregate aggregate when column < aggregate.Keys.Count:
                    node = aggregate.Input;
                    column = aggregate.Keys[column];
                    break;
                case LogicalAggregate:
                    return ("it is the result of an aggregate", "take the window before the aggregate");
                case LogicalUnaryNode unary when column < unary.Input.Schema.Count:
                    node = unary.Input;
                    break;
                case LogicalUnion:
                    return (
                        "not every branch of the UNION gives a time attribute here",
                        "give every branch a table with a WATERMARK on this column");
                case LogicalJoin join when join.Kind is not (Parser.Ast.JoinKind.LeftSemi or Parser.Ast.JoinKind.LeftAnti):
                    int left = join.Left.Schema.Count;
                    node = column < left ? join.Left : join.Right;
                    column = column < left ? column : column - left;
                    break;
                default:
                    return ("it is not taken from a table with a WATERMARK", "declare a WATERMARK on it in its table");
            }
        }
    }

    private static (string, string) OfTable(LogicalScan scan, PlanColumn column)
    {
        string table = scan.Table.Path.Name;
        string reason = scan.Table.Watermark is { } watermark
            ? $"the watermark of table \"{table}\" is on \"{watermark.Column}\""
            : $"table \"{table}\" declares no WATERMARK";
        string hint = column.Type is TimestampType { Precision: <= 3 }
            ? $"add to CREATE TABLE {table}: WATERMARK FOR {column.Name} AS {column.Name} - INTERVAL '5' SECOND"
            : $"a time attribute is TIMESTAMP(3) or TIMESTAMP_LTZ(3); {TimeColumnHint.For(column.Name, column.Type)}";
        return (reason, hint);
    }

    private static (string, string) OfExpression(ProjectedColumn column)
    {
        string what = column.Value is CastExpr cast ? $"CAST to {cast.Type.Name}" : "an expression";
        return (
            $"\"{column.Name}\" is the result of {what}, and only the bare column stays a time attribute",
            "select the column as it is, and convert it after the window");
    }
}
