using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds any query: WITH, a body, ORDER BY and LIMIT.</summary>
internal sealed class QueryBinder(BindEnvironment environment)
{
    /// <summary>Whether the query is the one that runs, which may say when it emits.</summary>
    public bool Outermost { get; init; }

    /// <summary>The query's rows; the columns of its scope belong to a relation without name.</summary>
    public BoundTable Bind(QuerySyntax query)
    {
        if (!DepthGuard.Enter())
        {
            environment.Report(BinderErrors.NestedTooDeep(environment.SpanOf(query)));
            return BoundTable.Failed;
        }

        return query switch
        {
            QueryWithClausesSyntax clauses => BindClauses(clauses),
            SelectSyntax select => new SelectBinder(environment, select).Bind(null),
            SetOperationSyntax operation => new SetOperationBinder(environment).Bind(operation),
            ValuesSyntax values => new ValuesBinder(environment).Bind(values),
            TableQuerySyntax table => new TableRefBinder(environment).Bind(
                new NamedTableSyntax(table.Name) { Hints = table.Hints, Span = table.Span }),
            _ => throw new InvalidOperationException($"binder: {query.GetType().Name} is not a known query"),
        };
    }

    private BoundTable BindClauses(QueryWithClausesSyntax query)
    {
        if (query.Emit is not null && !Outermost)
        {
            environment.Report(BinderErrors.MisplacedEmit(environment.SpanOf(query.Emit)));
        }

        BindEnvironment inner = query.With is null ? environment : BindCommonTables(query.With);
        if (query.Body is SelectSyntax select)
        {
            return new SelectBinder(inner, select).Bind(query);
        }

        BoundTable body = new QueryBinder(inner).Bind(query.Body);
        return new SortBinder(inner).OverResult(body, query);
    }

    private BindEnvironment BindCommonTables(WithClauseSyntax with)
    {
        BindEnvironment inner = environment;
        if (with.Recursive)
        {
            environment.Report(BinderErrors.NotSupportedYet(environment.SpanOf(with), "WITH RECURSIVE"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (CommonTableSyntax table in with.Tables)
        {
            if (!names.Add(table.Name.Name))
            {
                environment.Report(BinderErrors.DuplicateAlias(environment.SpanOf(table.Name), table.Name.Name, "WITH"));
            }

            BoundTable bound = with.Recursive ? BoundTable.Failed : new QueryBinder(inner).Bind(table.Query);
            var relation = new Relation(table.Name.Name);
            inner = inner.With(table.Name.Name, TableAliases.Rename(bound, relation, table.Columns.ToArray(), environment));
        }

        return inner;
    }
}
