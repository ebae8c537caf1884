using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>CREATE, DROP and USE: statements that change what names mean.</summary>
internal sealed class CatalogStatements(Session session)
{
    private MemoryCatalog Catalog => session.Catalog;

    public StatementOutcome Execute(StatementSyntax statement, string sql) => statement switch
    {
        CreateViewSyntax create => CreateView(create, sql),
        CreateDatabaseSyntax create => CreateDatabase(create, sql),
        CreateCatalogSyntax create => CreateCatalog(create, sql),
        CreateFunctionSyntax or JarSyntax => throw Fail(EngineErrors.FunctionsFromOutside(statement.Span), sql),
        DropSyntax drop => Drop(drop, sql),
        UseSyntax use => Use(use, sql),
        _ => throw Fail(EngineErrors.NotSupported(Spell(statement), statement.Span), sql),
    };

    /// <summary>Creates a table; null when it is there already and that was to be accepted.</summary>
    public BoundCreateTable? CreateTable(CreateTableSyntax create, string sql)
    {
        TablePath path = PathOf(create.Name, sql);
        if (create.IfNotExists && Catalog.Find(path, create.Temporary) is not null)
        {
            return null;
        }

        BoundCreateTable bound =
            StatementExecutor.Require(new Binder(session.BindContext()).BindCreateTable(create), sql);
        TableDescriptor table = bound.Table with
        {
            Options = session.Engine.Connectors.MarkSecrets(bound.Table.Options).ToEquatable(),
        };
        if (!Catalog.Add(table, create.OrReplace))
        {
            throw Fail(
                Catalog.Find(path, create.Temporary) is null
                    ? NoDatabase(path, create.Name[0].Span)
                    : EngineErrors.AlreadyThere("table", path.Name, create.Name[^1].Span),
                sql);
        }

        return bound;
    }

    private DoneOutcome CreateView(CreateViewSyntax create, string sql)
    {
        TablePath path = PathOf(create.Name, sql);
        if (create.IfNotExists && Catalog.Find(path, create.Temporary) is not null)
        {
            return new DoneOutcome("there already");
        }

        ViewDescriptor view =
            StatementExecutor.Require(new Binder(session.BindContext()).BindCreateView(create, sql), sql);
        return Catalog.Add(view, create.OrReplace)
            ? new DoneOutcome($"created view {path.Name}")
            : throw Fail(EngineErrors.AlreadyThere("view", path.Name, create.Name[^1].Span), sql);
    }

    private DoneOutcome CreateDatabase(CreateDatabaseSyntax create, string sql)
    {
        (string catalog, string database) = create.Name.Count == 2
            ? (create.Name[0].Name, create.Name[1].Name)
            : (Catalog.CurrentCatalog, create.Name[0].Name);
        return Catalog.AddDatabase(catalog, database) || create.IfNotExists
            ? new DoneOutcome($"created database {database}")
            : throw Fail(EngineErrors.AlreadyThere("database", database, create.Name[^1].Span), sql);
    }

    private DoneOutcome CreateCatalog(CreateCatalogSyntax create, string sql)
    {
        string? type = create.Options.FirstOrDefault(option => option.Key == "type")?.Value;
        if (type is not (null or "generic_in_memory"))
        {
            throw Fail(EngineErrors.NotSupported($"a catalog of type '{type}'", create.Span), sql);
        }

        return Catalog.AddCatalog(create.Name.Name) || create.IfNotExists
            ? new DoneOutcome($"created catalog {create.Name.Name}")
            : throw Fail(EngineErrors.AlreadyThere("catalog", create.Name.Name, create.Name.Span), sql);
    }

    private DoneOutcome Drop(DropSyntax drop, string sql)
    {
        string kind = drop.Kind.ToString().ToLowerInvariant();
        string name = drop.Name[^1].Name;
        bool dropped = drop.Kind switch
        {
            ObjectKind.Table or ObjectKind.View => DropObject(drop, sql),
            ObjectKind.Database => drop.Name.Count == 2
                ? Catalog.DropDatabase(drop.Name[0].Name, name)
                : Catalog.DropDatabase(Catalog.CurrentCatalog, name),
            ObjectKind.Catalog => Catalog.DropCatalog(name),
            _ => throw Fail(EngineErrors.NotSupported($"DROP {kind.ToUpperInvariant()}", drop.Span), sql),
        };
        if (!dropped && !drop.IfExists)
        {
            bool current = drop.Kind == ObjectKind.Database && Catalog.CurrentDatabase == name
                || drop.Kind == ObjectKind.Catalog && Catalog.CurrentCatalog == name;
            throw Fail(
                current
                    ? EngineErrors.InUse(kind, name, drop.Name[^1].Span, "it is the current one")
                    : EngineErrors.NotThere(kind, name, drop.Name[^1].Span, Suggest.Closest(name, NamesOf(drop.Kind))),
                sql);
        }

        return new DoneOutcome(dropped ? $"dropped {kind} {name}" : $"there is no {kind} {name}");
    }

    private bool DropObject(DropSyntax drop, string sql)
    {
        TablePath path = PathOf(drop.Name, sql);
        CatalogObject? found = drop.Temporary ? Catalog.Find(path, temporary: true) : Catalog.Find(path);
        bool fits = found is TableDescriptor && drop.Kind == ObjectKind.Table
            || found is ViewDescriptor && drop.Kind == ObjectKind.View;
        return fits && Catalog.Drop(path, found!.Temporary);
    }

    private DoneOutcome Use(UseSyntax use, string sql)
    {
        string name = use.Name[^1].Name;
        bool used = use.Kind == ObjectKind.Catalog
            ? Catalog.UseCatalog(name)
            : Catalog.UseDatabase(use.Name.Count == 2 ? use.Name[0].Name : Catalog.CurrentCatalog, name);
        string kind = use.Kind == ObjectKind.Catalog ? "catalog" : "database";
        return used
            ? new DoneOutcome($"using {kind} {name}")
            : throw Fail(
                EngineErrors.NotThere(kind, name, use.Name[^1].Span, Suggest.Closest(name, NamesOf(use.Kind))), sql);
    }

    private IEnumerable<string> NamesOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Catalog => Catalog.Catalogs,
        ObjectKind.Database => Catalog.Databases(Catalog.CurrentCatalog),
        _ => Catalog.Objects(Catalog.CurrentCatalog, Catalog.CurrentDatabase).Select(item => item.Path.Name),
    };

    private TablePath PathOf(IReadOnlyList<IdentifierSyntax> name, string sql) =>
        Catalog.Complete([.. name.Select(part => part.Name)])
        ?? throw Fail(EngineErrors.NotThere("table", string.Join('.', name.Select(part => part.Name)), name[0].Span, null), sql);

    private Diagnostic NoDatabase(TablePath path, SourceSpan span) => EngineErrors.NotThere(
        "database", $"{path.Catalog}.{path.Database}", span, Suggest.Closest(path.Database, Catalog.Databases(path.Catalog)));

    private static string Spell(StatementSyntax statement)
    {
        string name = statement.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal);
        return string.Concat(name.Select((c, index) => index > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToUpperInvariant();
    }

    private static EngineException Fail(Diagnostic diagnostic, string sql) => new([diagnostic], sql);
}
