using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>
/// Gives a syntax tree its meaning: names become columns, expressions get types, queries become logical plans. What a
/// user did wrong is a diagnostic, and as many as possible are found at once; nothing is thrown.
/// </summary>
public sealed class Binder(BindContext context)
{
    public BindResult<BoundQuery> BindQuery(QuerySyntax query) => Bind(environment =>
    {
        BoundTable bound = new QueryBinder(environment) { Outermost = true }.Bind(query);
        return bound.Plan is null ? null : new BoundQuery(bound.Plan, new EmitBinder(environment).Bind(query));
    });

    public BindResult<BoundInsert> BindInsert(InsertSyntax insert) =>
        Bind(environment => new InsertBinder(environment).Bind(insert));

    /// <summary>The definition of CREATE TABLE; with AS also the insert that fills the table.</summary>
    public BindResult<BoundCreateTable> BindCreateTable(CreateTableSyntax create) =>
        Bind(environment => new CreateTableBinder(environment).Bind(create));

    /// <summary>The definition of CREATE VIEW; the text is the statement's, of which the view keeps its query.</summary>
    public BindResult<ViewDescriptor> BindCreateView(CreateViewSyntax create, string text) =>
        Bind(environment => new CreateViewBinder(environment).Bind(create, text));

    /// <summary>Finds a table or view by name, for DESCRIBE and the like.</summary>
    public BindResult<CatalogObject> Find(IEnumerable<IdentifierSyntax> name) =>
        Bind(environment => new ObjectLookup(environment).Find([.. name]));

    private BindResult<T> Bind<T>(Func<BindEnvironment, T?> bind)
        where T : class
    {
        var sink = new DiagnosticSink();
        T? value = bind(new BindEnvironment(context, sink));
        if (value is null && sink.Errors == 0)
        {
            throw new InvalidOperationException("binder: there is no result and no error that says why");
        }

        IReadOnlyList<Diagnostic> diagnostics = [.. sink.All.OrderBy(diagnostic => diagnostic.Span.Start)];
        return new BindResult<T>(sink.Errors == 0 ? value : null, diagnostics);
    }
}
