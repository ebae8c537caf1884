using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Expressions;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>One table of a FROM clause: the name by which its columns are qualified.</summary>
/// <param name="Alias">The alias or name of the table; null for a query without alias.</param>
/// <param name="Path">The full name of a table without alias, or null.</param>
internal sealed record Relation(string? Alias, TablePath? Path = null)
{
    /// <summary>The name of the table that an alias hides, or null.</summary>
    public string? Hidden { get; init; }

    /// <summary>How messages speak of it.</summary>
    public string Display => Alias ?? "the subquery";

    public bool Matches(ReadOnlySpan<string> qualifier) => qualifier switch
    {
        [string name] => Alias == name,
        [string database, string name] => Path is not null && Path.Database == database && Path.Name == name,
        [string catalog, string database, string name] =>
            Path is not null && Path.Catalog == catalog && Path.Database == database && Path.Name == name,
        _ => false,
    };
}

/// <summary>A column that can be named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What the name stands for, over the columns of the plan below.</param>
/// <param name="Time">Whether it is a time attribute.</param>
/// <param name="Relation">The table it is of.</param>
internal sealed record ScopeColumn(string Name, Expr Value, TimeAttribute Time, Relation Relation)
{
    /// <summary>Whether only a qualified name or star reaches it: one side of a USING column.</summary>
    public bool QualifiedOnly { get; init; }

    /// <summary>Whether only an unqualified name or star reaches it: the merged USING column.</summary>
    public bool Merged { get; init; }
}

/// <summary>
/// The names that expressions of one clause can use. An incomplete scope belongs to a table that had errors itself:
/// a name it does not know is then no second error.
/// </summary>
internal sealed record Scope(IReadOnlyList<ScopeColumn> Columns, IReadOnlyList<Relation> Relations)
{
    public static Scope Empty { get; } = new([], []);

    public bool Incomplete { get; init; }

    /// <summary>The names of a plan's columns, all of one table.</summary>
    public static Scope Of(PlanSchema schema, Relation relation) => new(
        [
            .. schema.Columns.Select((column, index) =>
                new ScopeColumn(column.Name, new ColumnExpr(index, column.Name, column.Type), column.Time, relation)),
        ],
        [relation]);

    /// <summary>The columns a name can mean, and how many of its parts they take; the rest are fields of a ROW.</summary>
    public (IReadOnlyList<ScopeColumn> Columns, int Parts) Resolve(ReadOnlySpan<string> name)
    {
        for (int qualifiers = Math.Min(3, name.Length - 1); qualifiers >= 0; qualifiers--)
        {
            var found = new List<ScopeColumn>();
            foreach (ScopeColumn column in Columns)
            {
                bool reached = qualifiers == 0
                    ? !column.QualifiedOnly
                    : !column.Merged && column.Relation.Matches(name[..qualifiers]);
                if (reached && column.Name == name[qualifiers])
                {
                    found.Add(column);
                }
            }

            if (found.Count != 0)
            {
                return (found, qualifiers + 1);
            }
        }

        return ([], 0);
    }

    /// <summary>The table that a qualifier names, or null.</summary>
    public Relation? FindRelation(ReadOnlySpan<string> qualifier)
    {
        foreach (Relation relation in Relations)
        {
            if (relation.Matches(qualifier))
            {
                return relation;
            }
        }

        return null;
    }
}

/// <summary>A table or query of FROM, bound. Without a plan there were errors, and the scope is incomplete.</summary>
internal sealed record BoundTable(LogicalNode? Plan, Scope Scope)
{
    public static BoundTable Failed { get; } = new(null, Scope.Empty with { Incomplete = true });

    public static BoundTable FailedAs(string? alias) =>
        new(null, new Scope([], [new Relation(alias)]) { Incomplete = true });
}
