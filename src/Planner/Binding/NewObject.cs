using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>The names of objects to be created.</summary>
internal sealed class NewObject(BindEnvironment environment)
{
    /// <summary>The full name in a database that exists; null after an error.</summary>
    public TablePath? Path(IReadOnlyList<IdentifierSyntax> name)
    {
        string[] parts = [.. name.Select(part => part.Name)];
        ICatalog catalog = environment.Catalog;
        if (environment.Complete(parts) is not { } path)
        {
            environment.Report(BinderErrors.NameTooLong(environment.SpanOf(name[0]), string.Join(".", parts)));
            return null;
        }

        if (!catalog.Catalogs.Contains(path.Catalog))
        {
            environment.Report(BinderErrors.CatalogNotFound(environment.SpanOf(name[0]), path.Catalog, catalog.Catalogs));
            return null;
        }

        if (!catalog.Databases(path.Catalog).Contains(path.Database))
        {
            IdentifierSyntax part = name[Math.Max(0, name.Count - 2)];
            environment.Report(BinderErrors.DatabaseNotFound(
                environment.SpanOf(part), path.Database, path.Catalog, catalog.Databases(path.Catalog)));
            return null;
        }

        return path;
    }
}
