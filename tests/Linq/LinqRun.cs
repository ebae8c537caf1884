using FlinkSql.Engine;
using FlinkSql.Linq;
using FlinkSql.Parser;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner;
using FlinkSql.Planner.Binding;
using FlinkSql.Planner.Logical;
using FlinkSql.Runtime.Scheduling;
using Xunit;

namespace FlinkSql.Tests.Linq;

/// <summary>A stream engine on one seeded thread in virtual time.</summary>
internal sealed class LinqRun : IAsyncDisposable
{
    private readonly SimulatedRuntime _runtime = new(seed: 7);

    public LinqRun() => Engine = StreamEngine.Create(new EngineOptions
    {
        Runtime = _runtime,
        CodeCache = Path.Combine(Architecture.RepositoryRoot.Path, "artifacts", "test-code"),
        ResultCapacity = int.MaxValue,
    });

    public StreamEngine Engine { get; }

    public static DateTime Noon { get; } = new(2024, 3, 1, 12, 0, 0);

    public static Trade[] Trades { get; } =
    [
        new("A", 10.5m, 1, Noon.AddSeconds(1)),
        new("B", 20m, 2, Noon.AddSeconds(20), Side.Sell, "X"),
        new("A", 11.25m, 3, Noon.AddSeconds(59)),
        new("A", 9m, 4, Noon.AddSeconds(61)),
        new("B", 21m, 5, Noon.AddSeconds(50), Side.Sell, "Y"),
        new("A", 12m, 6, Noon.AddSeconds(200)),
    ];

    public EventStream<Trade> From(params Trade[] trades) => Engine.From(
        trades,
        source => source.EventTime(trade => trade.At, maxDisorder: 15.Seconds).Option("scan.watermark.emit.strategy", "on-event"));

    /// <summary>Runs a query to its end.</summary>
    public async Task<List<T>> ToList<T>(EventStream<T> stream) => await ToList(stream.ToAsyncEnumerable());

    /// <inheritdoc cref="ToList{T}(EventStream{T})"/>
    public async Task<List<T>> ToList<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await using IAsyncEnumerator<T> reader = rows.GetAsyncEnumerator();

        // The first step starts the job, and the runtime runs it to its end on this thread.
        ValueTask<bool> first = reader.MoveNextAsync();
        _runtime.Run();
        for (bool more = await first; more; more = await reader.MoveNextAsync())
        {
            all.Add(reader.Current);
        }

        return all;
    }

    /// <summary>The plan of SQL text.</summary>
    public PlanResult Plan(string sql)
    {
        ParseResult<StatementSyntax> parsed = SqlParser.ParseStatement(sql);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Diagnostics.Select(diagnostic => diagnostic.Render(sql))));
        return Plan(parsed.Value!, sql);
    }

    /// <summary>The plan of a statement.</summary>
    public PlanResult Plan(StatementSyntax statement, string sql)
    {
        var binder = new Binder(Engine.Session.BindContext());
        BindResult<BoundQuery> bound = binder.BindQuery(((QueryStatementSyntax)statement).Query);
        Assert.True(
            bound.Value is not null, string.Join('\n', bound.Diagnostics.Select(diagnostic => diagnostic.Render(sql))));
        var sink = new LogicalSink(bound.Value.Plan, null, false) { Emit = bound.Value.Emit };
        PlanResult plan = QueryPlanner.Plan([sink], Engine.Session.Settings.ToPlannerOptions());
        Assert.True(plan.Succeeded, string.Join('\n', plan.Diagnostics.Select(diagnostic => diagnostic.Render(sql))));
        return plan;
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
