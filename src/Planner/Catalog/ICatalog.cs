namespace FlinkSql.Planner.Catalog;

/// <summary>What a session can name: catalogs of databases of tables and views. Names are case-sensitive.</summary>
public interface ICatalog
{
    string CurrentCatalog { get; }

    string CurrentDatabase { get; }

    IReadOnlyList<string> Catalogs { get; }

    /// <summary>The databases of a catalog; empty when there is no such catalog.</summary>
    IReadOnlyList<string> Databases(string catalog);

    /// <summary>The tables and views of a database, temporary ones before those they hide, ordered by name.</summary>
    IReadOnlyList<CatalogObject> Objects(string catalog, string database);

    /// <summary>A table or view, the temporary one where there is one; null when there is none of that name.</summary>
    CatalogObject? Find(TablePath path);
}

/// <summary>Completes names of one, two or three parts.</summary>
public static class CatalogNames
{
    /// <summary>The full path of a name; null when it has more than three parts or none.</summary>
    public static TablePath? Complete(this ICatalog catalog, IReadOnlyList<string> name) =>
        Complete(name, catalog.CurrentCatalog, catalog.CurrentDatabase);

    /// <inheritdoc cref="Complete(ICatalog, IReadOnlyList{string})"/>
    public static TablePath? Complete(IReadOnlyList<string> name, string catalog, string database) => name switch
    {
        [string table] => new TablePath(catalog, database, table),
        [string inDatabase, string table] => new TablePath(catalog, inDatabase, table),
        [string inCatalog, string inDatabase, string table] => new TablePath(inCatalog, inDatabase, table),
        _ => null,
    };
}
