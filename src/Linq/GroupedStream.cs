using System.Linq.Expressions;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Rows in groups without windows. A condition here is on groups: HAVING.</summary>
public sealed class GroupedStream<TKey, TElement>
{
    private readonly StreamEngine _engine;
    private readonly StreamQuery _query;

    internal GroupedStream(StreamEngine engine, StreamQuery query)
    {
        _engine = engine;
        _query = query;
    }

    public GroupedStream<TKey, TElement> Where(Expression<Func<IStreamGroup<TKey, TElement>, bool>> predicate) =>
        new(_engine, _query.Filter(ExpressionToSyntax.Condition(predicate, _query.Row)));

    /// <summary>One row a group, updated whenever its group changes.</summary>
    public LiveTable<TResult> Select<TResult>(Expression<Func<IStreamGroup<TKey, TElement>, TResult>> selector) =>
        new(_engine, _query with { Row = ExpressionToSyntax.Translate(selector, _query.Row) });
}
