using System.Linq.Expressions;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Rows in windows of event time, to be grouped: what comes of it is final.</summary>
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
    /// <summary>
    /// How long after its end a window takes rows. Each such row changes what it has given;
    /// <see cref="UpdatingWindows{T}.EmitFinal"/> waits instead.
    /// </summary>
    public UpdatingWindows<T> AllowedLateness(TimeSpan lateness) => new(With(_query.Revised().Lateness(lateness)));

    /// <summary>Windows also give what they have so far, again and again until they end.</summary>
    public UpdatingWindows<T> EmitEarly(TimeSpan every) => new(With(_query.Revised().Early(every)));

    /// <summary>Windows close when no row has come for so long on the clock.</summary>
    public WindowedStream<T> Timeout(TimeSpan quiet) => With(_query.Quiet(quiet));

    internal WindowedStream<T> EmitFinal() => With(_query.Final());

    private WindowedStream<T> With(StreamQuery query) => new(_engine, query, _window);
}
