using FlinkSql.Functions;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Planner.Binding;

/// <summary>Binds what FROM reads.</summary>
internal sealed class TableRefBinder(BindEnvironment environment)
{
    public BoundTable Bind(TableRefSyntax table)
    {
        if (!DepthGuard.Enter())
        {
            environment.Report(BinderErrors.NestedTooDeep(environment.SpanOf(table)));
            return BoundTable.Failed;
        }

        return table switch
        {
            NamedTableSyntax named => BindNamed(named),
            FileTableSyntax file => BindFile(file),
            DerivedTableSyntax { Lateral: true } derived => NotYet(derived, "LATERAL"),
            DerivedTableSyntax derived => Aliased(new QueryBinder(environment).Bind(derived.Query), derived, new Relation(null)),
            TableFunctionSyntax function => BindFunction(function),
            UnnestSyntax unnest => NotYet(unnest, "UNNEST"),
            MatchRecognizeSyntax match => NotYet(match, "MATCH_RECOGNIZE"),
            JoinSyntax join => new JoinBinder(environment).Bind(join),
            _ => throw new InvalidOperationException($"binder: {table.GetType().Name} is not a known table"),
        };
    }

    private BoundTable BindNamed(NamedTableSyntax named)
    {
        string[] name = [.. named.Name.Select(part => part.Name)];
        if (named.SystemTime is not null)
        {
            return NotYet(named, "a temporal join (FOR SYSTEM_TIME AS OF)");
        }

        if (name.Length == 1 && environment.FindCommonTable(name[0]) is { } common)
        {
            return Aliased(common.Table, named, new Relation(name[0]));
        }

        if (new ObjectLookup(environment).Find(named.Name.ToArray()) is not { } found)
        {
            return BoundTable.FailedAs(named.Alias?.Name.Name ?? name[^1]);
        }

        SourceSpan span = environment.SpanOf(named);
        LogicalNode? plan = found switch
        {
            TableDescriptor descriptor => Scan(descriptor, [.. named.Hints], span),
            ViewDescriptor view => Expand(view, span),
            _ => throw new InvalidOperationException($"binder: {found.GetType().Name} cannot be read"),
        };
        var relation = new Relation(found.Path.Name, found.Path);
        return Aliased(plan is null ? BoundTable.Failed : new BoundTable(plan, Scope.Of(plan.Schema, relation)), named, relation);
    }

    private LogicalNode? Scan(TableDescriptor table, IReadOnlyList<HintSyntax> hints, SourceSpan span)
    {
        TableDescriptor? merged = new TableHints(environment).Apply(table, hints);
        if (merged is null)
        {
            return null;
        }

        if (!merged.Traits.CanRead)
        {
            environment.Report(BinderErrors.CannotRead(span, table.Path.Name, table.Option("connector")));
            return null;
        }

        // Spans of the definition point into another text; what is wrong with it is said of its use here.
        return new TableScanBinder(environment.Inside(table, span)!).Bind(merged, span);
    }

    private LogicalNode? Expand(ViewDescriptor view, SourceSpan span)
    {
        if (environment.Inside(view, span) is not { } inside)
        {
            environment.Report(BinderErrors.ViewUsesItself(span, view.Path.Name));
            return null;
        }

        BoundTable bound = new QueryBinder(inside).Bind(view.Query);
        if (bound.Plan is null)
        {
            return null;
        }

        string[] names = [.. view.Schema.Columns.Select(column => column.Name)];
        if (bound.Plan.Schema.Count == names.Length)
        {
            return view.NamesGiven ? TableAliases.Named(bound.Plan, names) : bound.Plan;
        }

        // A table below the view has changed since; with SELECT * the view follows it unless its names were given.
        if (!view.NamesGiven)
        {
            return bound.Plan;
        }

        environment.Report(BinderErrors.ViewIsStale(span, view.Path.Name, names.Length, bound.Plan.Schema.Count));
        return null;
    }

    private BoundTable BindFile(FileTableSyntax file)
    {
        SourceSpan span = environment.SpanOf(file);
        if (environment.Context.DescribeFile is not { } describe)
        {
            return NotYet(file, "a file in FROM");
        }

        try
        {
            TableDescriptor table = describe(file.Path, TableHints.Options([.. file.Hints]));
            LogicalNode? plan = Scan(table, [], span);
            var relation = new Relation(table.Path.Name);
            BoundTable bound = plan is null ? BoundTable.Failed : new BoundTable(plan, Scope.Of(plan.Schema, relation));
            return Aliased(bound, file, relation);
        }
        catch (QueryException problem)
        {
            environment.Report(BinderErrors.FromConnector(span, problem));
            return BoundTable.FailedAs(file.Alias?.Name.Name);
        }
    }

    private BoundTable BindFunction(TableFunctionSyntax function)
    {
        if (WindowTableFunctionBinder.IsWindow(function.Call))
        {
            var relation = new Relation(null);
            return Aliased(new WindowTableFunctionBinder(environment).Bind(function.Call, relation), function, relation);
        }

        var functions = new TableFunctionBinder(environment);
        if (functions.Find(function.Call) is { } offered)
        {
            LogicalNode? plan = functions.Bind(offered, function.Call) is { } table
                ? Scan(table, [], environment.SpanOf(function))
                : null;
            var relation = new Relation(offered.Name);
            return Aliased(plan is null ? BoundTable.Failed : new BoundTable(plan, Scope.Of(plan.Schema, relation)), function, relation);
        }

        string name = string.Join(".", function.Call.Name.Select(part => part.Name));
        environment.Report(BinderErrors.TableFunctionNotFound(environment.SpanOf(function.Call), name, functions.Names));
        return BoundTable.FailedAs(function.Alias?.Name.Name);
    }

    private BoundTable Aliased(BoundTable bound, AliasedTableSyntax syntax, Relation relation)
    {
        Relation named = syntax.Alias is { } alias ? new Relation(alias.Name.Name) { Hidden = relation.Alias } : relation;
        return TableAliases.Rename(bound, named, syntax.Alias?.Columns.ToArray() ?? [], environment);
    }

    private BoundTable NotYet(AliasedTableSyntax syntax, string what)
    {
        environment.Report(BinderErrors.NotSupportedYet(environment.SpanOf(syntax), what));
        return BoundTable.FailedAs(syntax.Alias?.Name.Name);
    }
}
