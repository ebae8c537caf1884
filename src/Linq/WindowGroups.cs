using System.Linq.Expressions;
using FlinkSql.Linq.Translation;

namespace FlinkSql.Linq;

/// <summary>Rows in groups of a key and a window. A condition here is on groups: HAVING.</summary>
public sealed class WindowGroups<TKey, TElement>
{
    private readonly StreamEngine _engine;
    private readonly StreamQuery _query;

    internal WindowGroups(StreamEngine engine, StreamQuery query)
    {
        _engine = engine;
        _query = query;
    }

    public WindowGroups<TKey, TElement> Where(Expression<Func<IWindowGroup<TKey, TElement>, bool>> predicate) =>
        new(_engine, _query.Filter(ExpressionToSyntax.Condition(predicate, _query.Row)));

    /// <summary>One row a group and window, final once the window has closed.</summary>
    public EventStream<TResult> Select<TResult>(Expression<Func<IWindowGroup<TKey, TElement>, TResult>> selector) =>
        new(_engine, _query with { Row = ExpressionToSyntax.Translate(selector, _query.Row) });
    /// <inheritdoc cref="WindowedStream{T}.AllowedLateness"/>
    public UpdatingGroups<TKey, TElement> AllowedLateness(TimeSpan lateness) => new(With(_query.Revised().Lateness(lateness)));

    /// <inheritdoc cref="WindowedStream{T}.EmitEarly"/>
    public UpdatingGroups<TKey, TElement> EmitEarly(TimeSpan every) => new(With(_query.Revised().Early(every)));

    /// <inheritdoc cref="WindowedStream{T}.Timeout"/>
    public WindowGroups<TKey, TElement> Timeout(TimeSpan quiet) => With(_query.Quiet(quiet));

    internal WindowGroups<TKey, TElement> EmitFinal() => With(_query.Final());

    internal LiveTable<TResult> SelectLive<TResult>(Expression<Func<IWindowGroup<TKey, TElement>, TResult>> selector) =>
        new(_engine, Select(selector).Query);

    private WindowGroups<TKey, TElement> With(StreamQuery query) => new(_engine, query);
}
