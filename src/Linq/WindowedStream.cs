using System.Linq.Expressions;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Rows in windows of event time, to be grouped: what comes of it is final when a window closes.</summary>
public sealed class WindowedStream<T>
{
    private readonly StreamEngine _engine;
    private readonly StreamQuery _query;
    private readonly WindowKind _window;

    internal WindowedStream(StreamEngine engine, StreamQuery query, WindowKind window)
    {
        _engine = engine;
        _query = query;
        _window = window;
    }

    public WindowedStream<T> Where(Expression<Func<T, bool>> predicate) =>
        new(_engine, _query.Filter(ExpressionToSyntax.Condition(predicate, _query.Row)), _window);

    /// <summary>Other values of the same rows; this is what <c>let</c> becomes.</summary>
    public WindowedStream<TResult> Select<TResult>(Expression<Func<T, TResult>> selector) =>
        new(_engine, _query with { Row = ExpressionToSyntax.Translate(selector, _query.Row) }, _window);

    public WindowGroups<TKey, T> GroupBy<TKey>(Expression<Func<T, TKey>> key) => GroupBy(key, row => row);

    public WindowGroups<TKey, TElement> GroupBy<TKey, TElement>(
        Expression<Func<T, TKey>> key, Expression<Func<T, TElement>> element)
    {
        Shape keys = ExpressionToSyntax.Translate(key, _query.Row);
        StreamQuery rows = _query.InWindows(
            _window, [.. ResultColumns.ToRead(keys).Select(column => column.Value.Sql)], out var seen);
        int next = 0;
        Shape known = ResultColumns.Replace(keys, value => value with { Sql = seen[next++] });
        var group = new GroupShape(
            typeof(IWindowGroup<TKey, TElement>),
            known,
            ExpressionToSyntax.Translate(element, _query.Row),
            ObjectShapes.OfWindow());
        return new(_engine, rows.InGroups(seen, windowed: true) with { Row = group });
    }
}
