using System.Linq.Expressions;
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

    /// <summary>Every change in order. One enumeration is one job; leaving it early cancels the job.</summary>
    public IAsyncEnumerable<Change<T>> ToChangelog() =>
        new QueryRows<Change<T>>(cancellation => new ChangeEnumerator<T>(_engine, _query, cancellation));

    /// <summary>The query as SQL.</summary>
    public string ToSqlString() => _query.ToStatement().ToString();

    /// <summary>The plans of the query, as EXPLAIN prints them.</summary>
    public string Explain(params ExplainDetail[] details) => _engine.Explain(_query, details);
}
