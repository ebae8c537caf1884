using FlinkSql.Columnar;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Explain;

/// <summary>The parts of which descriptions of logical and physical nodes are put together, in Flink's spelling.</summary>
internal static class NodeParts
{
    public static string Names(IEnumerable<string> names) => string.Join(", ", names);

    public static string Names(PlanSchema schema) => Names(schema.Columns.Select(column => column.Name));

    public static string Names(PlanSchema schema, IEnumerable<int> columns) =>
        Names(columns.Select(column => schema[column].Name));

    /// <summary><c>[default_catalog, default_database, t]</c>.</summary>
    public static string Path(TableDescriptor table) =>
        $"[{table.Path.Catalog}, {table.Path.Database}, {table.Path.Name}]";

    /// <summary><c>a, (b + 1) AS c</c>.</summary>
    public static string Select(IEnumerable<ProjectedColumn> columns) => Names(columns.Select(Select));

    /// <summary>An expression whose outermost parentheses say nothing, without them.</summary>
    public static string Bare(Expr expr)
    {
        string text = ExprPrinter.Print(expr);
        return expr is ArithmeticExpr or CompareExpr or LogicalExpr or CallExpr { Function.Name: "$PLUS" or "$MINUS" }
            ? text[1..^1]
            : text;
    }

    /// <summary><c>SUM(price) FILTER flag AS total</c>.</summary>
    public static string Aggregate(AggregateCall call, PlanSchema input, bool retracts)
    {
        string arguments = call.Arguments.Count == 0 ? "*" : Names(input, call.Arguments);
        string distinct = call.Distinct ? "DISTINCT " : "";
        string filter = call.Filter is int column ? $" FILTER {input[column].Name}" : "";
        string variant = retracts ? "_RETRACT" : "";
        return $"{call.Function.Name}{variant}({distinct}{arguments}){filter} AS {call.Name}";
    }

    /// <summary>Keys, aggregates and window columns: what an aggregate gives.</summary>
    public static string Grouped(
        PlanSchema input,
        EquatableArray<int> keys,
        EquatableArray<AggregateCall> aggregates,
        EquatableArray<WindowOutput> outputs,
        bool retracts = false) =>
        Names(keys.Select(key => input[key].Name)
            .Concat(aggregates.Select(call => Aggregate(call, input, retracts)))
            .Concat(outputs.Select(output => $"{Property(output.Property)}('w$) AS {output.Name}")));

    /// <summary><c>groupBy=[a, b], </c>, or nothing without keys.</summary>
    public static string GroupBy(PlanSchema input, EquatableArray<int> keys) =>
        keys.Count == 0 ? "" : $"groupBy=[{Names(input, keys)}], ";

    /// <summary><c>TUMBLE(time_col=[ts], size=[1 h])</c>, or with the columns that carry the window.</summary>
    public static string Window(GroupWindow window, PlanSchema input)
    {
        string source = window.TimeColumn >= 0
            ? $"time_col=[{input[window.TimeColumn].Name}]"
            : $"win_start=[{input[window.StartColumn].Name}], win_end=[{input[window.EndColumn].Name}]";
        return window.Spec.Print(source);
    }

    /// <summary>The windows of a window table function.</summary>
    public static string Window(WindowSpec spec, int timeColumn, EquatableArray<int> partition, PlanSchema input)
    {
        string by = partition.Count == 0 ? "" : $", partition keys=[{Names(input, partition)}]";
        return spec.Print($"time_col=[{input[timeColumn].Name}]{by}");
    }

    /// <summary><c>emit=[early delay 1 s, late no delay, lateness 5 s], </c>, or nothing for one firing at the end.</summary>
    public static string Emission(WindowEmission emission)
    {
        var parts = new List<string>();
        if (emission.Early is { } early)
        {
            parts.Add($"early {Delay(early)}");
        }

        if (emission.Late is { } late)
        {
            parts.Add($"late {Delay(late)}");
        }

        if (emission.AllowedLateness != 0)
        {
            parts.Add($"lateness {DurationText.Print(emission.AllowedLateness)}");
        }

        if (emission.Timeout is long timeout)
        {
            parts.Add($"timeout {DurationText.Print(timeout)}");
        }

        return parts.Count == 0 ? "" : $"emit=[{Names(parts)}], ";
    }

    private static string Delay(FireDelay delay) => delay switch
    {
        { Periodic: true } => $"every {DurationText.Print(delay.Milliseconds)}",
        { Milliseconds: 0 } => "no delay",
        _ => $"delay {DurationText.Print(delay.Milliseconds)}",
    };

    public static string Order(IEnumerable<SortKey> keys, PlanSchema schema) => Names(keys.Select(key =>
    {
        // Flink's order: NULL is the smallest value.
        bool unusual = key.NullsFirst == key.Descending;
        string nulls = !unusual ? "" : key.NullsFirst ? " NULLS FIRST" : " NULLS LAST";
        return $"{schema[key.Column].Name} {(key.Descending ? "DESC" : "ASC")}{nulls}";
    }));

    public static string Rows(IEnumerable<EquatableArray<LiteralExpr>> rows) =>
        Names(rows.Select(row => $"{{ {Names(row.Select(ExprPrinter.Print))} }}"));

    public static string Sets(
        PlanSchema input, EquatableArray<int> keys, EquatableArray<EquatableArray<int>> sets) =>
        Names(sets.Select(set => $"{{{Names(input, set.Select(position => keys[position]))}}}"));

    private static string Select(ProjectedColumn column)
    {
        string value = Bare(column.Value);
        return value == column.Name ? value : $"{value} AS {column.Name}";
    }

    private static string Property(WindowProperty property) => property switch
    {
        WindowProperty.Start => "start",
        WindowProperty.End => "end",
        _ => "rowtime",
    };
}
