using FlinkSql.Codegen.Expressions;
using FlinkSql.Codegen.Text;
using FlinkSql.Columnar;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Codegen.Emitters;

/// <summary>Reads the time columns of rows in the loops of window operators.</summary>
internal static class RowTime
{
    /// <summary>A time column in ms, as the name of a local; rows without a time are in no window.</summary>
    public static string Of(PlanSchema schema, int column, string hint, RowScope row, RowLoop loop)
    {
        string value = InMilliseconds(schema, column, row, loop);
        string local = loop.Body.Local(hint + "OfRow");
        loop.Body.Line($"long {local} = {value};");
        return local;
    }

    /// <summary>The same as C# that computes it.</summary>
    public static string InMilliseconds(PlanSchema schema, int column, RowScope row, RowLoop loop)
    {
        ColumnExpr reference = RowClassEmitter.Reference(schema, column);
        Fragment value = row.Column(reference, loop.Body);
        if (!value.Null.IsNever)
        {
            using (loop.Body.Code.Block($"if ({value.Null.Text})"))
            {
                loop.Body.Line("SkipRow();");
                loop.Body.Line("continue;");
            }
        }

        return Milliseconds((TimestampType)reference.Type, value);
    }

    /// <summary>The event time of a row on the line windows lie on.</summary>
    public static string OnWindowLine(PlanSchema schema, int column, bool isLocal, RowScope row, RowLoop loop)
    {
        string time = Of(schema, column, "time", row, loop);
        if (!isLocal)
        {
            return time;
        }

        string local = loop.Body.Local("localTime");
        loop.Body.Line($"long {local} = WindowTimeOf({time});");
        return local;
    }

    /// <summary>The C# of a timestamp in ms.</summary>
    public static string Milliseconds(TimestampType type, Fragment value)
    {
        long perMillisecond = type.UnitsPerSecond / 1000;
        return perMillisecond == 1
            ? value.Value
            : $"TimeUnits.FloorDivide({value.Value}, {Literals.Of(perMillisecond)}, out _)";
    }
}
