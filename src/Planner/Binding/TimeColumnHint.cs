using FlinkSql.Columnar;

namespace FlinkSql.Planner.Binding;

/// <summary>How to make a time column of a column of another type.</summary>
internal static class TimeColumnHint
{
    public static string For(string column, DataType type) => type switch
    {
        TimestampType { LocalTimeZone: true } => Coarser(column, "TIMESTAMP_LTZ(3)"),
        TimestampType => Coarser(column, "TIMESTAMP(3)"),
        IntegerType { Width: 8 } => $"add a computed column: event_time AS TO_TIMESTAMP_LTZ({column}, 3)",
        IntegerType => $"add a computed column: event_time AS TO_TIMESTAMP_LTZ({column}, 0)",
        DateType => $"add a computed column: event_time AS CAST({column} AS TIMESTAMP(3))",
        _ => $"add a computed column: event_time AS TO_TIMESTAMP({column})",
    };

    private static string Coarser(string column, string type) =>
        $"declare it as {type}, or add a computed column: event_time AS CAST({column} AS {type})";
}
