using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Engine;

/// <summary>Runs a statement: one line per kind, each doing it where it belongs.</summary>
internal sealed class StatementExecutor(Session session)
{
    private readonly CatalogStatements _catalog = new(session);
    private readonly AlterStatements _alter = new(session);
    private readonly ShowStatements _show = new(session);
    private readonly JobStatements _jobs = new(session);

    public StatementOutcome Execute(StatementSyntax statement, string sql)
    {
        RefuseSystemChange(statement, sql);
        return Run(statement, sql);
    }

    private StatementOutcome Run(StatementSyntax statement, string sql) => statement switch
    {
        QueryStatementSyntax query => Query(query, sql),
        InsertSyntax insert => Insert([insert], insert.Span, sql),
        StatementSetSyntax set => Insert([.. set.Inserts], set.Span, sql),
        ExecuteSyntax execute => Execute(execute.Statement, sql),
        CreateTableSyntax create => CreateTable(create, sql),
        ExplainRestoreSyntax explain => ExplainRestore(explain, sql),
        ExplainSyntax explain => new ExplainStatement(session, this).Execute(explain, sql),
        SetSyntax or ResetSyntax => SetStatements.Execute(session.Settings, statement, sql),
        AlterSyntax alter => _alter.Execute(alter, sql),
        ShowSyntax or DescribeSyntax => _show.Execute(statement, sql),
        DescribeJobSyntax or StopJobSyntax or WhyNoOutputSyntax => _jobs.Execute(statement, sql),
        QuitSyntax => new QuitOutcome(),
        _ => _catalog.Execute(statement, sql),
    };

    /// <summary>Binds the sinks of a statement that runs a job.</summary>
    public (IReadOnlyList<LogicalNode> Sinks, IReadOnlyList<Diagnostic> Notes) Bind(StatementSyntax statement, string sql)
    {
        var binder = new Binder(session.BindContext());
        switch (statement)
        {
            case QueryStatementSyntax query:
                BindResult<BoundQuery> bound = binder.BindQuery(query.Query);
                BoundQuery value = Require(bound, sql);
                var result = new LogicalSink(value.Plan, null, false) { Span = query.Span, Emit = value.Emit };
                return ([result], bound.Diagnostics);
            case InsertSyntax insert:
                BindResult<BoundInsert> one = binder.BindInsert(insert);
                return ([Require(one, sql).Plan], one.Diagnostics);
            case StatementSetSyntax set:
                (IReadOnlyList<LogicalNode> Sinks, IReadOnlyList<Diagnostic> Notes)[] all =
                    [.. set.Inserts.Select(insert => Bind(insert, sql))];
                return ([.. all.SelectMany(item => item.Sinks)], [.. all.SelectMany(item => item.Notes)]);
            case ExecuteSyntax execute:
                return Bind(execute.Statement, sql);
            default:
                throw new EngineException(
                    [EngineErrors.NotSupported("running a job for this statement", statement.Span)], sql);
        }
    }

    /// <summary>Plans bound sinks.</summary>
    public PlanResult Plan(IReadOnlyList<LogicalNode> sinks, string sql)
    {
        PlanResult plan = QueryPlanner.Plan(
            sinks, session.Settings.ToPlannerOptions(), session.Settings.Get("pipeline.name") ?? "");
        return plan.Diagnostics.Any(diagnostic => diagnostic.IsError)
            ? throw new EngineException(plan.Diagnostics, sql)
            : plan with { Diagnostics = [.. plan.Diagnostics, .. session.Jobs.LateRows.Notes(plan.Physical)] };
    }

    // The catalog would refuse as well, but not say why.
    private void RefuseSystemChange(StatementSyntax statement, string sql)
    {
        IReadOnlyList<IdentifierSyntax> name = statement switch
        {
            CreateTableSyntax create => create.Name,
            CreateViewSyntax create => create.Name,
            AlterSyntax alter => alter.Name,
            InsertSyntax insert => insert.Target,
            DropSyntax { Kind: ObjectKind.Table or ObjectKind.View } drop => drop.Name,
            DropSyntax { Kind: ObjectKind.Database } drop => [.. drop.Name, drop.Name[^1]],
            _ => [],
        };
        if (session.Catalog.Complete([.. name.Select(part => part.Name)]) is { } path
            && session.Catalog.IsFixed(path.Catalog, path.Database))
        {
            throw new EngineException([EngineErrors.SystemObject(name[0].Span.To(name[^1].Span))], sql);
        }
    }

    /// <summary>The value, or the errors.</summary>
    public static T Require<T>(BindResult<T> result, string sql)
        where T : class => result.Value ?? throw new EngineException(result.Diagnostics, sql);

    private static IEnumerable<Diagnostic> NotesOf(PlanResult plan) =>
        plan.Diagnostics.Concat(plan.Advice.Select(advice => advice.ToDiagnostic()));

    private QueryOutcome Query(QueryStatementSyntax query, string sql)
    {
        (IReadOnlyList<LogicalNode> sinks, IReadOnlyList<Diagnostic> notes) = Bind(query, sql);
        PlanResult plan = Plan(sinks, sql);
        return new QueryOutcome(session.Jobs.StartQuery(plan, sql, query.Span)) { Notes = [.. notes, .. NotesOf(plan)] };
    }

    private InsertOutcome Insert(IReadOnlyList<InsertSyntax> inserts, SourceSpan span, string sql)
    {
        (IReadOnlyList<LogicalNode> Sinks, IReadOnlyList<Diagnostic> Notes)[] bound =
            [.. inserts.Select(insert => Bind(insert, sql))];
        PlanResult plan = Plan([.. bound.SelectMany(item => item.Sinks)], sql);
        RunningJob job = session.Jobs.Start(plan, sql, span);
        return new InsertOutcome(job)
        {
            Notes = [.. bound.SelectMany(item => item.Notes), .. NotesOf(plan), .. job.Recovery!.Notes],
        };
    }

    private TextOutcome ExplainRestore(ExplainRestoreSyntax explain, string sql)
    {
        (IReadOnlyList<LogicalNode> sinks, IReadOnlyList<Diagnostic> notes) = Bind(explain.Statement, sql);
        PlanResult plan = Plan(sinks, sql);
        return new TextOutcome(session.Jobs.Recovery.PlanRestore(plan, explain.Savepoint, sql, explain.Span).Print()) { Notes = notes };
    }

    private StatementOutcome CreateTable(CreateTableSyntax create, string sql)
    {
        BoundCreateTable? bound = _catalog.CreateTable(create, sql);
        if (bound?.Insert is not { } insert)
        {
            return new DoneOutcome(bound is null ? "there already" : $"created table {bound.Table.Path.Name}");
        }

        PlanResult plan = Plan([insert.Plan], sql);
        RunningJob job = session.Jobs.Start(plan, sql, create.Span);
        return new InsertOutcome(job) { Notes = [.. NotesOf(plan), .. job.Recovery!.Notes] };
    }
}
