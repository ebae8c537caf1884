using FlinkSql.Columnar;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>The names of the group windows of GROUP BY and of their properties: TUMBLE, TUMBLE_START, ...</summary>
internal static class GroupWindowNames
{
    private static readonly string[] s_windows = ["TUMBLE", "HOP", "SESSION"];
    private static readonly string[] s_properties = ["START", "END", "ROWTIME", "PROCTIME"];

    public static bool IsWindow(string name) => s_windows.Contains(name);

    /// <summary>START, END, ROWTIME or PROCTIME for the name of a property; null for other names.</summary>
    public static string? PropertyOf(string name)
    {
        foreach (string property in s_properties)
        {
            if (name.EndsWith("_" + property, StringComparison.Ordinal) && IsWindow(name[..^(property.Length + 1)]))
            {
                return property;
            }
        }

        return null;
    }

    public static WindowPropertyExpr Property(string name, string property, GroupWindowExpr window)
    {
        DataType bound = DataTypes.Timestamp3.NotNull();
        bool local = window.Time.Type is TimestampType { LocalTimeZone: true };
        DataType time = new TimestampType(3, local, Nullable: false);
        return property switch
        {
            "START" => new WindowPropertyExpr(name, window, WindowProperty.Start, bound, TimeAttribute.None),
            "END" => new WindowPropertyExpr(name, window, WindowProperty.End, bound, TimeAttribute.None),
            "ROWTIME" => new WindowPropertyExpr(name, window, WindowProperty.Time, time, TimeAttribute.Rowtime),
            _ => new WindowPropertyExpr(name, window, WindowProperty.Time, time, TimeAttribute.Proctime),
        };
    }
}
