namespace FlinkSql.Planner.Binding;

/// <summary>The place of an expression: what it is called in messages, and which calls it may hold.</summary>
internal sealed record Clause(string Name)
{
    public static readonly Clause Select = new("SELECT") { Aggregates = true, Ranks = true, Subqueries = true };
    public static readonly Clause Where = new("WHERE") { Subqueries = true };
    public static readonly Clause On = new("ON");
    public static readonly Clause GroupBy = new("GROUP BY") { GroupWindows = true };
    public static readonly Clause Having = new("HAVING") { Aggregates = true, Subqueries = true };
    public static readonly Clause Qualify = new("QUALIFY") { Aggregates = true, Ranks = true };
    public static readonly Clause OrderBy = new("ORDER BY") { Aggregates = true, Ranks = true };
    public static readonly Clause Values = new("VALUES");
    public static readonly Clause Over = new("OVER") { Aggregates = true };
    public static readonly Clause Limit = new("LIMIT");
    public static readonly Clause ComputedColumn = new("a computed column");
    public static readonly Clause Watermark = new("WATERMARK");
    public static readonly Clause Partition = new("PARTITION");
    public static readonly Clause WindowArgument = new("a window function");

    /// <summary>Whether aggregates may stand here.</summary>
    public bool Aggregates { get; init; }

    /// <summary>Whether ROW_NUMBER() OVER and the like may stand here.</summary>
    public bool Ranks { get; init; }

    /// <summary>Whether a query may stand here as a value.</summary>
    public bool Subqueries { get; init; }

    /// <summary>Whether TUMBLE(ts, INTERVAL ..) and the like may stand here.</summary>
    public bool GroupWindows { get; init; }
}
