using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner.Binding;

/// <summary>Where in a statement the binder is: which names are in reach, and which text spans point into.</summary>
internal sealed record BindEnvironment(BindContext Context, DiagnosticSink Sink)
{
    private CommonTable? CommonTables { get; init; }

    private ViewUse? View { get; init; }

    /// <summary>The columns of the query around this one, for correlated subqueries.</summary>
    public Scope? Outer { get; init; }

    /// <summary>Whether an expression may use <see cref="Outer"/>: only conditions that can move into a join may.</summary>
    public bool MayCorrelate { get; init; }

    public FunctionRegistry Functions => Context.Functions;

    public ICatalog Catalog => Context.Catalog;

    /// <summary>Where the node stood, or where the view or table whose definition holds it is used.</summary>
    public SourceSpan SpanOf(SyntaxNode node) => View?.Span ?? node.Span;

    public void Report(Diagnostic diagnostic) => Sink.Report(View is null ? diagnostic : diagnostic with
    {
        Span = View.Span,
        Message = $"in {(View.Object is ViewDescriptor ? "view" : "table")} \"{View.Object.Path.Name}\": {diagnostic.Message}",
        Hint = diagnostic.Hint ?? diagnostic.Suggestion,
        Suggestion = null,
        Replacement = null,
    });

    /// <summary>Completes a name; null when it has too many parts.</summary>
    public TablePath? Complete(IReadOnlyList<string> name) => View is { Object: ViewDescriptor view }
        ? CatalogNames.Complete(name, view.DefaultCatalog, view.DefaultDatabase)
        : Catalog.Complete(name);

    /// <summary>The WITH query of that name, or null.</summary>
    public CommonTable? FindCommonTable(string name)
    {
        for (CommonTable? table = CommonTables; table is not null; table = table.Outer)
        {
            if (table.Name == name)
            {
                return table;
            }
        }

        return null;
    }

    public IEnumerable<string> CommonTableNames
    {
        get
        {
            for (CommonTable? table = CommonTables; table is not null; table = table.Outer)
            {
                yield return table.Name;
            }
        }
    }

    public BindEnvironment With(string name, BoundTable table) =>
        this with { CommonTables = new CommonTable(name, table, CommonTables) };

    /// <summary>
    /// Inside the definition of a view or table nothing of the query around it is in reach; null when it uses itself.
    /// </summary>
    public BindEnvironment? Inside(CatalogObject item, SourceSpan span)
    {
        for (ViewUse? use = View; use is not null; use = use.Around)
        {
            if (use.Object.Path == item.Path)
            {
                return null;
            }
        }

        return this with { View = new ViewUse(item, View?.Span ?? span, View), CommonTables = null, Outer = null };
    }

    private sealed record ViewUse(CatalogObject Object, SourceSpan Span, ViewUse? Around);
}

/// <summary>One query of a WITH clause, bound.</summary>
internal sealed record CommonTable(string Name, BoundTable Table, CommonTable? Outer);
