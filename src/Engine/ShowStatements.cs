using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Printing;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Engine;

/// <summary>SHOW and DESCRIBE.</summary>
internal sealed class ShowStatements(Session session)
{
    private MemoryCatalog Catalog => session.Catalog;

    public StatementOutcome Execute(StatementSyntax statement, string sql) => statement switch
    {
        DescribeSyntax { Kind: ObjectKind.Table or ObjectKind.View } describe => Describe(describe.Name, sql),
        ShowSyntax { Kind: ShowKind.Columns } show => Filter(Describe(show.Name, sql), show),
        ShowSyntax { Kind: ShowKind.Tables } show => Names("table name", Objects(show).Select(o => o.Path.Name), show),
        ShowSyntax { Kind: ShowKind.Views } show =>
            Names("view name", Objects(show).OfType<ViewDescriptor>().Select(o => o.Path.Name), show),
        ShowSyntax { Kind: ShowKind.Databases } show =>
            Names("database name", Catalog.Databases(show.Name.Count == 1 ? show.Name[0].Name : Catalog.CurrentCatalog), show),
        ShowSyntax { Kind: ShowKind.Catalogs } show => Names("catalog name", Catalog.Catalogs, show),
        ShowSyntax { Kind: ShowKind.Functions } show => Names("function name", FunctionNames(), show),
        ShowSyntax { Kind: ShowKind.UserFunctions } show => Names("function name", [], show),
        ShowSyntax { Kind: ShowKind.CurrentCatalog } show => Names("current catalog name", [Catalog.CurrentCatalog], show),
        ShowSyntax { Kind: ShowKind.CurrentDatabase } show => Names("current database name", [Catalog.CurrentDatabase], show),
        ShowSyntax { Kind: ShowKind.CreateTable or ShowKind.CreateView } show => Create(show, sql),
        ShowSyntax { Kind: ShowKind.Jobs } => new JobStatements(session).All(),
        _ => throw new EngineException([EngineErrors.NotSupported("this form of SHOW", statement.Span)], sql),
    };

    private static IEnumerable<string> FunctionNames() =>
        FunctionRegistry.BuiltIn.ScalarNames.Concat(FunctionRegistry.BuiltIn.AggregateNames)
            .Where(name => !name.StartsWith('$')).Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<CatalogObject> Objects(ShowSyntax show) => show.Name.Count switch
    {
        2 => Catalog.Objects(show.Name[0].Name, show.Name[1].Name),
        1 => Catalog.Objects(Catalog.CurrentCatalog, show.Name[0].Name),
        _ => Catalog.Objects(Catalog.CurrentCatalog, Catalog.CurrentDatabase),
    };

    private TableOutcome Describe(IReadOnlyList<IdentifierSyntax> name, string sql) => Find(name, sql) switch
    {
        TableDescriptor table => new TableOutcome(
            ["name", "type", "null", "key", "extras", "watermark"],
            [.. table.Columns.Select(column => new[]
            {
                column.Name,
                column.Type.Name,
                column.Type.Nullable ? "TRUE" : "FALSE",
                table.PrimaryKey.Contains(column.Name) ? $"PRI({string.Join(", ", table.PrimaryKey)})" : null,
                ShowCreate.Extras(column),
                table.Watermark?.Column == column.Name ? SyntaxPrinter.Print(table.Watermark.Expression) : null,
            })]),
        ViewDescriptor view => new TableOutcome(
            ["name", "type", "null"],
            [.. view.Schema.Columns.Select(column => new[]
            {
                column.Name, column.Type.Name, column.Type.Nullable ? "TRUE" : "FALSE",
            })]),
        _ => throw new InvalidOperationException("engine: a catalog object that is neither table nor view"),
    };

    private TextOutcome Create(ShowSyntax show, string sql) => new(Find(show.Name, sql) switch
    {
        TableDescriptor table => ShowCreate.Table(table),
        ViewDescriptor view => ShowCreate.View(view),
        _ => throw new InvalidOperationException("engine: a catalog object that is neither table nor view"),
    });

    private CatalogObject Find(IReadOnlyList<IdentifierSyntax> name, string sql)
    {
        TablePath? path = Catalog.Complete([.. name.Select(part => part.Name)]);
        CatalogObject? found = path is null ? null : Catalog.Find(path);
        if (found is null)
        {
            string last = name[^1].Name;
            throw new EngineException(
                [EngineErrors.NotThere("table", last, name[^1].Span, Suggest.Closest(
                    last, Catalog.Objects(Catalog.CurrentCatalog, Catalog.CurrentDatabase).Select(o => o.Path.Name)))],
                sql);
        }

        return found;
    }

    private static TableOutcome Names(string header, IEnumerable<string> names, ShowSyntax show) =>
        Filter(new TableOutcome([header], [.. names.Select(name => new[] { name })]), show);

    private static TableOutcome Filter(TableOutcome table, ShowSyntax show) => show.Pattern is null
        ? table
        : table with
        {
            Rows = [.. table.Rows.Where(row => LikePattern.Matches(row[0]!, show.Pattern, show.IgnoreCase) != show.NotLike)],
        };
}
