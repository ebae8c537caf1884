using System.Linq.Expressions;
using FlinkSql.Engine;
using FlinkSql.Linq.Translation;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq;

/// <summary>
/// Rows that are updated. How they are read has to be said, because a row may be taken back: a plain
/// <c>await foreach</c> does not compile.
/// </summary>
public sealed class LiveTable<T>
{
    private readonly StreamEngine _engine;
    private readonly StreamQuery _query;

    internal LiveTable(StreamEngine engine, StreamQuery query)
    {
        _engine = engine;
        _query = query;
    }

    internal StreamQuery Query => _query;

    public LiveTable<T> Where(Expression<Func<T, bool>> predicate) =>
        new(_engine, _query.Filter(ExpressionToSyntax.Condition(predicate, _query.Row)));

    public LiveTable<TResult> Select<TResult>(Expression<Func<T, TResult>> selector) =>
        new(_engine, _query with { Row = ExpressionToSyntax.Translate(selector, _query.Row) });

    /// <inheritdoc cref="EventStream{T}.AllowedLateness"/>
    public LiveTable<T> AllowedLateness(TimeSpan lateness) => new(_engine, _query.Lateness(lateness));

    /// <inheritdoc cref="EventStream{T}.EmitEarly"/>
    public LiveTable<T> EmitEarly(TimeSpan every) => new(_engine, _query.Early(every));

    /// <inheritdoc cref="EventStream{T}.Timeout"/>
    public LiveTable<T> Timeout(TimeSpan quiet) => new(_engine, _query.Quiet(quiet));

    /// <summary>
    /// Each row once, when nothing can change it any more. The query does not run where that is never so: all its groups
    /// must be in windows.
    /// </summary>
    public EventStream<T> EmitFinal() => new(_engine, _query.Final());

    /// <summary>The mode in which <see cref="ToChangelog"/> reads, SQL shows and plans are explained.</summary>
    public LiveTable<T> WithOutputMode(OutputMode mode) => new(_engine, _query.In(mode));

    /// <summary>
    /// Every change in order; in another mode what that gives: net changes (update), or rows that are final (append).
    /// One enumeration is one job; leaving it early cancels the job.
    /// </summary>
    /// <exception cref="LinqException">The mode is complete.</exception>
    public IAsyncEnumerable<Change<T>> ToChangelog()
    {
        StreamQuery changes = Changes();
        return new QueryRows<Change<T>>(cancellation => Read(() => _engine.Start(changes), cancellation));
    }

    /// <summary>The net change of each key at every watermark, or as often as the query says.</summary>
    /// <param name="key">What names a row: all that the query groups by.</param>
    public IAsyncEnumerable<Upsert<TKey, T>> ToUpserts<TKey>(Expression<Func<T, TKey>> key)
    {
        StreamQuery updates = _query.In(OutputMode.Update);
        var named = new RowName(key, _query.Row);
        Func<T, TKey> keyOf = key.Compile();
        return new QueryRows<Upsert<TKey, T>>(cancellation => new UpsertEnumerator<TKey, T>(
            new ResultBatches(() => named.Check(_engine.Start(updates)), cancellation), _query.Row, keyOf));
    }

    /// <summary>The whole result, each time it has changed. Windows that are open show what they have so far.</summary>
    /// <param name="every">How often at most; else at every watermark, or as often as the query says.</param>
    public IAsyncEnumerable<IReadOnlyList<T>> ToSnapshots(TimeSpan? every = null)
    {
        StreamQuery whole = (every is { } period ? _query.Early(period) : _query).In(OutputMode.Complete);
        return new QueryRows<IReadOnlyList<T>>(cancellation =>
            new SnapshotEnumerator<T>(new ResultBatches(() => _engine.Start(whole), cancellation), _query.Row));
    }

    /// <inheritdoc cref="EventStream{T}.Run"/>
    /// <exception cref="LinqException">The mode is complete.</exception>
    public StreamRun<Change<T>> Run()
    {
        RunningQuery running = _engine.Start(Changes());
        return new StreamRun<Change<T>>(_engine, running, cancellation => Read(() => running, cancellation));
    }

    /// <summary>The query as SQL.</summary>
    public string ToSqlString() => Stated.ToStatement().ToString();

    /// <summary>The plans of the query, as EXPLAIN prints them.</summary>
    public string Explain(params ExplainDetail[] details) => _engine.Explain(Stated, details);

    private StreamQuery Stated => _engine.Saying(OutputMode.Changelog, _query);

    private StreamQuery Changes() =>
        Stated is { Emit.Mode: OutputMode.Complete } ? throw LinqErrors.Snapshots() : Stated;

    private ChangeEnumerator<T> Read(Func<RunningQuery> start, CancellationToken cancellation) =>
        new(new ResultBatches(start, cancellation), _query.Row);
}
