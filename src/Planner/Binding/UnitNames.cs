using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Binding;

/// <summary>The words for units of time, as functions such as EXTRACT take them.</summary>
internal static class UnitNames
{
    public static string Of(TimeUnit unit) => unit switch
    {
        TimeUnit.DayOfWeek => "DOW",
        TimeUnit.IsoDayOfWeek => "ISODOW",
        TimeUnit.DayOfYear => "DOY",
        _ => unit.ToString().ToUpperInvariant(),
    };
}
