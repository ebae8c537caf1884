namespace FlinkSql.Planner.Catalog;

/// <summary>Something a query can read by name: a table or a view.</summary>
public abstract record CatalogObject
{
    /// <summary>catalog.database.name.</summary>
    public required TablePath Path { get; init; }

    public string? Comment { get; init; }

    /// <summary>Whether it lives in the session only and hides a permanent object of its name.</summary>
    public bool Temporary { get; init; }
}
