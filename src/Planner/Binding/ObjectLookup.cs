using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>Finds tables and views by name, and says what was probably meant where there is none.</summary>
internal sealed class ObjectLookup(BindEnvironment environment)
{
    /// <summary>The table or view; null after an error was reported.</summary>
    public CatalogObject? Find(IReadOnlyList<IdentifierSyntax> name)
    {
        string[] parts = [.. name.Select(part => part.Name)];
        SourceSpan span = Span(name);
        if (environment.Complete(parts) is not { } path)
        {
            environment.Report(BinderErrors.NameTooLong(span, string.Join(".", parts)));
            return null;
        }

        if (environment.Catalog.Find(path) is { } found)
        {
            return found;
        }

        ICatalog catalog = environment.Catalog;
        if (!catalog.Catalogs.Contains(path.Catalog))
        {
            environment.Report(BinderErrors.CatalogNotFound(environment.SpanOf(name[0]), path.Catalog, catalog.Catalogs));
        }
        else if (!catalog.Databases(path.Catalog).Contains(path.Database))
        {
            environment.Report(BinderErrors.DatabaseNotFound(
                environment.SpanOf(name[^2]), path.Database, path.Catalog, catalog.Databases(path.Catalog)));
        }
        else
        {
            IEnumerable<string> names = catalog.Objects(path.Catalog, path.Database).Select(item => item.Path.Name);
            IEnumerable<string> common = parts.Length == 1 ? environment.CommonTableNames : [];
            string[] all = [.. common, .. names.Distinct()];
            environment.Report(BinderErrors.TableNotFound(span, string.Join(".", parts), parts[^1], all));
        }

        return null;
    }

    private SourceSpan Span(IReadOnlyList<IdentifierSyntax> name)
    {
        SourceSpan span = default;
        foreach (IdentifierSyntax part in name)
        {
            span = span.To(environment.SpanOf(part));
        }

        return span;
    }
}
