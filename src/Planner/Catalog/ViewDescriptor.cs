using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Catalog;

/// <summary>A named query. It is bound anew at each use, in the catalog and database in which it was created.</summary>
public sealed record ViewDescriptor : CatalogObject
{
    /// <summary>The query behind AS.</summary>
    public required QuerySyntax Query { get; init; }

    /// <summary>The text of the query as it was written, for SHOW CREATE VIEW; empty for views made without text.</summary>
    public required string Text { get; init; }

    /// <summary>The columns, as they were when the view was created.</summary>
    public required PlanSchema Schema { get; init; }

    /// <summary>Whether the column names were given behind the view's name, rather than by the query.</summary>
    public bool NamesGiven { get; init; }

    /// <summary>Where the names in the query are looked up.</summary>
    public required string DefaultCatalog { get; init; }

    /// <inheritdoc cref="DefaultCatalog"/>
    public required string DefaultDatabase { get; init; }
}
