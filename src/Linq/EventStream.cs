using System.Linq.Expressions;
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
        StreamQuery rows = _query.ForGroups();
        Shape keys = ExpressionToSyntax.Translate(key, rows.Row);
        var group = new GroupShape(
            typeof(IStreamGroup<TKey, TElement>), keys, ExpressionToSyntax.Translate(element, rows.Row), null);
        return new(_engine, rows.InGroups(ResultColumns.ToRead(keys).Select(column => column.Value.Sql), windowed: false) with
        {
            Row = group,
        });
    }

    /// <summary>Runs the query.</summary>
    /// <exception cref="LinqException">Its rows cannot be made.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellation = default) =>
        new EventEnumerator<T>(_engine, _query, cancellation);

    /// <summary>The way out of the engine: what follows runs in .NET, row by row.</summary>
    public IAsyncEnumerable<T> ToAsyncEnumerable() => new QueryRows<T>(GetAsyncEnumerator);

    /// <summary>The query as SQL.</summary>
    public string ToSqlString() => _query.ToStatement().ToString();

    /// <summary>The plans of the query, as EXPLAIN prints them.</summary>
    public string Explain(params ExplainDetail[] details) => _engine.Explain(_query, details);

    private WindowedStream<T> In(WindowKind window) => new(_engine, _query.ForWindow(window.Function), window);
}
