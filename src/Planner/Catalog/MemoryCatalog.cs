namespace FlinkSql.Planner.Catalog;

/// <summary>
/// The catalogs of one session, in memory. Starts with <c>default_catalog.default_database</c>. Methods that change
/// something answer whether they could; every method may be called from any thread.
/// </summary>
public sealed class MemoryCatalog : ICatalog
{
    public const string DefaultCatalog = "default_catalog";
    public const string DefaultDatabase = "default_database";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SortedSet<string>> _databases = new(StringComparer.Ordinal);
    private readonly Dictionary<TablePath, CatalogObject> _permanent = [];
    private readonly Dictionary<TablePath, CatalogObject> _temporary = [];
    private readonly HashSet<(string Catalog, string Database)> _fixed = [];
    private (string Catalog, string Database) _current = (DefaultCatalog, DefaultDatabase);

    public MemoryCatalog() => _databases.Add(DefaultCatalog, new(StringComparer.Ordinal) { DefaultDatabase });

    public string CurrentCatalog
    {
        get { lock (_lock) { return _current.Catalog; } }
    }

    public string CurrentDatabase
    {
        get { lock (_lock) { return _current.Database; } }
    }

    public IReadOnlyList<string> Catalogs
    {
        get { lock (_lock) { return [.. _databases.Keys]; } }
    }

    public IReadOnlyList<string> Databases(string catalog)
    {
        lock (_lock)
        {
            return _databases.TryGetValue(catalog, out SortedSet<string>? found) ? [.. found] : [];
        }
    }

    public IReadOnlyList<CatalogObject> Objects(string catalog, string database)
    {
        lock (_lock)
        {
            return
            [
                .. _temporary.Values.Concat(_permanent.Values)
                    .Where(item => item.Path.Catalog == catalog && item.Path.Database == database)
                    .OrderBy(item => item.Path.Name, StringComparer.Ordinal),
            ];
        }
    }

    public CatalogObject? Find(TablePath path)
    {
        lock (_lock)
        {
            return _temporary.GetValueOrDefault(path) ?? _permanent.GetValueOrDefault(path);
        }
    }

    /// <summary>The permanent or the temporary object of a name, whether or not another hides it.</summary>
    public CatalogObject? Find(TablePath path, bool temporary)
    {
        lock (_lock)
        {
            return Store(temporary).GetValueOrDefault(path);
        }
    }

    /// <summary>Adds a table or view; false when there is one of that name (and kind of lifetime) or no such database.</summary>
    public bool Add(CatalogObject item, bool replace = false)
    {
        lock (_lock)
        {
            if (IsFixed(item.Path.Catalog, item.Path.Database) || !item.Temporary && !HasDatabase(item.Path.Catalog, item.Path.Database))
            {
                return false;
            }

            Dictionary<TablePath, CatalogObject> store = Store(item.Temporary);
            if (replace)
            {
                store[item.Path] = item;
                return true;
            }

            return store.TryAdd(item.Path, item);
        }
    }

    /// <summary>Replaces an object by an altered one of the same name; false when it is gone.</summary>
    public bool Alter(CatalogObject item)
    {
        lock (_lock)
        {
            Dictionary<TablePath, CatalogObject> store = Store(item.Temporary);
            if (!store.ContainsKey(item.Path) || IsFixed(item.Path.Catalog, item.Path.Database))
            {
                return false;
            }

            store[item.Path] = item;
            return true;
        }
    }

    /// <summary>Gives an object another name; false when it is gone or the name is taken.</summary>
    public bool Rename(CatalogObject item, TablePath name)
    {
        lock (_lock)
        {
            Dictionary<TablePath, CatalogObject> store = Store(item.Temporary);
            return store.ContainsKey(item.Path)
                && !IsFixed(item.Path.Catalog, item.Path.Database)
                && !IsFixed(name.Catalog, name.Database)
                && HasDatabase(name.Catalog, name.Database)
                && store.TryAdd(name, item with { Path = name })
                && store.Remove(item.Path);
        }
    }

    public bool Drop(TablePath path, bool temporary)
    {
        lock (_lock)
        {
            return !IsFixed(path.Catalog, path.Database) && Store(temporary).Remove(path);
        }
    }

    public bool AddCatalog(string catalog)
    {
        lock (_lock)
        {
            return _databases.TryAdd(catalog, new(StringComparer.Ordinal) { "default" });
        }
    }

    /// <summary>Drops a catalog with all it holds; false when it is not there or in use.</summary>
    public bool DropCatalog(string catalog)
    {
        lock (_lock)
        {
            if (_current.Catalog == catalog || _fixed.Any(database => database.Catalog == catalog) || !_databases.Remove(catalog))
            {
                return false;
            }

            RemoveAll(path => path.Catalog == catalog);
            return true;
        }
    }

    public bool AddDatabase(string catalog, string database)
    {
        lock (_lock)
        {
            return _databases.TryGetValue(catalog, out SortedSet<string>? databases) && databases.Add(database);
        }
    }

    /// <summary>Drops a database with all it holds; false when it is not there or in use.</summary>
    public bool DropDatabase(string catalog, string database)
    {
        lock (_lock)
        {
            if (_current == (catalog, database) || !HasDatabase(catalog, database) || IsFixed(catalog, database))
            {
                return false;
            }

            _databases[catalog].Remove(database);
            RemoveAll(path => path.Catalog == catalog && path.Database == database);
            return true;
        }
    }

    /// <summary>Adds a database to the default catalog whose tables stay as they are: nothing in it can be changed.</summary>
    public void AddFixed(string database, IEnumerable<TableDescriptor> tables)
    {
        lock (_lock)
        {
            _databases[DefaultCatalog].Add(database);
            foreach (TableDescriptor table in tables)
            {
                _permanent.Add(table.Path, table);
            }

            _fixed.Add((DefaultCatalog, database));
        }
    }

    /// <summary>Whether nothing in a database can be changed.</summary>
    public bool IsFixed(string catalog, string database)
    {
        lock (_lock)
        {
            return _fixed.Contains((catalog, database));
        }
    }

    /// <summary>Makes a catalog current, with its first database.</summary>
    public bool UseCatalog(string catalog)
    {
        lock (_lock)
        {
            if (!_databases.TryGetValue(catalog, out SortedSet<string>? databases))
            {
                return false;
            }

            _current = (catalog, databases.Min ?? DefaultDatabase);
            return true;
        }
    }

    public bool UseDatabase(string catalog, string database)
    {
        lock (_lock)
        {
            if (!HasDatabase(catalog, database))
            {
                return false;
            }

            _current = (catalog, database);
            return true;
        }
    }

    private bool HasDatabase(string catalog, string database) =>
        _databases.TryGetValue(catalog, out SortedSet<string>? databases) && databases.Contains(database);

    private Dictionary<TablePath, CatalogObject> Store(bool temporary) => temporary ? _temporary : _permanent;

    private void RemoveAll(Func<TablePath, bool> condition)
    {
        foreach (Dictionary<TablePath, CatalogObject> store in new[] { _temporary, _permanent })
        {
            foreach (TablePath path in store.Keys.Where(condition).ToArray())
            {
                store.Remove(path);
            }
        }
    }
}
