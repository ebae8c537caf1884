using FlinkSql.Engine;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Parser.Diagnostics;
using FlinkSql.Planner;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Catalog;
using FlinkSql.Planner.Logical;

namespace FlinkSql.Tests.Plans;

/// <summary>
/// Parses, binds and plans SQL without an engine. The options of a table stand for its connector: 'bounded',
/// 'changelog' (letters of row kinds), 'append-only' sinks, 'snapshots', 'output-mode', 'trigger',
/// 'read-parallelism', 'write-parallelism'.
/// </summary>
internal sealed class PlanSession
{
    private readonly MemoryCatalog _catalog = new();

    public PlannerOptions Options { get; set; } = new();

    /// <summary>The explained statement of the last script: its plan and what was asked for.</summary>
    public sealed record Planned(PlanResult Plan, IReadOnlyList<ExplainDetail> Details, StatementSyntax Statement);

    /// <summary>Runs a script of definitions whose last statement may be a query, an insert, a set, or an EXPLAIN.</summary>
    public Planned? Run(string script)
    {
        Planned? last = null;
        foreach (ScriptStatement statement in SqlParser.ParseScript(script))
        {
            StatementSyntax syntax = Require(statement.Result.Value, statement.Result.Diagnostics, script);
            last = Execute(syntax, [], script);
        }

        return last;
    }

    /// <summary>Plans one statement.</summary>
    public PlanResult Plan(string sql) => Run(sql)!.Plan;

    private Planned? Execute(StatementSyntax statement, IReadOnlyList<ExplainDetail> details, string sql)
    {
        var binder = new Binder(new BindContext { Catalog = _catalog, Options = Options, Describe = Describe });
        switch (statement)
        {
            case ExplainSyntax explain:
                return Execute(explain.Statement, [.. explain.Details], sql);
            case CreateTableSyntax create:
                _catalog.Add(Require(binder.BindCreateTable(create), sql).Table, replace: true);
                return null;
            case CreateViewSyntax view:
                _catalog.Add(Require(binder.BindCreateView(view, sql), sql), replace: true);
                return null;
            default:
                LogicalNode[] sinks = [.. Sinks(binder, statement, sql)];
                return new Planned(QueryPlanner.Plan(sinks, Options), details, statement);
        }
    }

    private static IEnumerable<LogicalNode> Sinks(Binder binder, StatementSyntax statement, string sql) => statement switch
    {
        QueryStatementSyntax query => [Result(Require(binder.BindQuery(query.Query), sql), query)],
        InsertSyntax insert => [Require(binder.BindInsert(insert), sql).Plan],
        StatementSetSyntax set => set.Inserts.ToArray().SelectMany(insert => Sinks(binder, insert, sql)),
        _ => throw new NotSupportedException($"tests: {statement.GetType().Name} cannot be planned"),
    };

    private static LogicalSink Result(BoundQuery bound, QueryStatementSyntax query) =>
        new(bound.Plan, null, false) { Span = query.Span, Emit = bound.Emit };

    private static T Require<T>(BindResult<T> result, string sql)
        where T : class => Require(result.Value, result.Diagnostics, sql);

    private static T Require<T>(T? value, IEnumerable<Diagnostic> diagnostics, string sql)
        where T : class =>
        value ?? throw new InvalidOperationException(string.Concat(diagnostics.Select(diagnostic => diagnostic.Render(sql))));

    private static SourceSinkTraits Describe(TableDescriptor table) => new()
    {
        CanRead = true,
        CanWrite = true,
        Bounded = table.Option("bounded") == "true",
        WritesChanges = table.Option("append-only") != "true",
        WritesSnapshots = table.Option("snapshots") == "true",
        Output = OutputSettings.Request(table.Option("output-mode"), table.Option("trigger")),
        SourceMode = Mode(table.Option("changelog")),
        MaxReadParallelism = int.Parse(table.Option("read-parallelism") ?? "1000"),
        MaxWriteParallelism = int.Parse(table.Option("write-parallelism") ?? "1000"),
    };

    private static ChangelogMode Mode(string? kinds) => kinds is null ? ChangelogMode.InsertOnly
        : kinds.Split(',').Aggregate((ChangelogMode)0, (mode, kind) => mode | kind switch
        {
            "I" => ChangelogMode.Insert,
            "UB" => ChangelogMode.UpdateBefore,
            "UA" => ChangelogMode.UpdateAfter,
            _ => ChangelogMode.Delete,
        });
}
