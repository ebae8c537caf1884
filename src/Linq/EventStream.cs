using System.Linq.Expressions;
using FlinkSql.Engine;
using FlinkSql.Linq.Translation;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq;

/// <summary>
/// Rows that come and stay: append-only. Each step makes a new query; <c>await foreach</c> runs it. One enumeration is
/// one job; leaving it early cancels the job.
/// </summary>
public sealed class EventStream<T>
{
    private readonly StreamEngine _engine;
    private readonly StreamQuery _query;

    internal EventStream(StreamEngine engine, StreamQuery query)
    {
        _engine = engine;
        _query = query;
    }

    internal StreamQuery Query => _query;

    public EventStream<T> Where(Expression<Func<T, bool>> predicate) =>
        new(_engine, _query.Filter(ExpressionToSyntax.Condition(predicate, _query.Row)));

    public EventStream<TResult> Select<TResult>(Expression<Func<T, TResult>> selector) =>
        new(_engine, _query with { Row = ExpressionToSyntax.Translate(selector, _query.Row) });

    /// <summary>Windows of one size, side by side.</summary>
    public WindowedStream<T> Tumble(TimeSpan size) => In(WindowKind.Tumble(size));

    /// <summary>Windows of one size that begin a slide apart, so that they overlap.</summary>
    public WindowedStream<T> Hop(TimeSpan size, TimeSpan slide) => In(WindowKind.Hop(size, slide));

    /// <summary>Windows of a key that last until it has been quiet for the gap.</summary>
    public WindowedStream<T> Session(TimeSpan gap) => In(WindowKind.Session(gap));

    /// <summary>Groups that go on for ever: the result is updated with each row.</summary>
    public GroupedStream<TKey, T> GroupBy<TKey>(Expression<Func<T, TKey>> key) => GroupBy(key, row => row);

    /// <inheritdoc cref="GroupBy{TKey}"/>
    public GroupedStream<TKey, TElement> GroupBy<TKey, TElement>(
        Expression<Func<T, TKey>> key, Expression<Func<T, TElement>> element)
    {
        StreamQuery rows = _query.Revised().ForGroups();
        Shape keys = ExpressionToSyntax.Translate(key, rows.Row);
        var group = new GroupShape(
            typeof(IStreamGroup<TKey, TElement>), keys, ExpressionToSyntax.Translate(element, rows.Row), null);
        return new(_engine, rows.InGroups(ResultColumns.ToRead(keys).Select(column => column.Value.Sql), windowed: false) with
        {
            Row = group,
        });
    }

    /// <summary>
    /// How long after their end the windows of the query take rows. Each such row changes what they have given, so that
    /// the result is a table; <see cref="LiveTable{T}.EmitFinal"/> waits instead.
    /// </summary>
    public LiveTable<T> AllowedLateness(TimeSpan lateness) => new(_engine, _query.Revised().Lateness(lateness));

    /// <summary>The windows of the query also give what they have so far, again and again until they end.</summary>
    public LiveTable<T> EmitEarly(TimeSpan every) => new(_engine, _query.Revised().Early(every));

    /// <summary>The windows of the query close when no row has come for so long on the clock.</summary>
    public EventStream<T> Timeout(TimeSpan quiet) => new(_engine, _query.Quiet(quiet));

    /// <summary>Runs the query.</summary>
    /// <exception cref="LinqException">Its rows cannot be made.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellation = default) =>
        Rows(() => _engine.Start(Stated), cancellation);

    /// <summary>The way out of the engine: what follows runs in .NET, row by row.</summary>
    public IAsyncEnumerable<T> ToAsyncEnumerable() => new QueryRows<T>(GetAsyncEnumerator);

    /// <summary>Starts the query, to read more of it than its rows: those that came too late.</summary>
    public StreamRun<T> Run()
    {
        RunningQuery running = _engine.Start(Stated);
        return new StreamRun<T>(_engine, running, cancellation => Rows(() => running, cancellation));
    }

    /// <summary>The query as SQL.</summary>
    public string ToSqlString() => Stated.ToStatement().ToString();

    /// <summary>The plans of the query, as EXPLAIN prints them.</summary>
    public string Explain(params ExplainDetail[] details) => _engine.Explain(Stated, details);

    // Its rows are read without their kinds, whatever the session has set for queries that do not say it.
    private StreamQuery Stated => _engine.Saying(OutputMode.Append, _query);

    private EventEnumerator<T> Rows(Func<RunningQuery> start, CancellationToken cancellation) =>
        new(new ResultBatches(start, cancellation), _query.Row);

    private WindowedStream<T> In(WindowKind window) => new(_engine, _query.ForWindow(window.Function), window);
}
