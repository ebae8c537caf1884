using System.Linq.Expressions;

namespace FlinkSql.Linq;

/// <summary>Rows in groups of a key and a window that gives a result more than once. A condition here is on groups: HAVING.</summary>
public sealed class UpdatingGroups<TKey, TElement>
{
    private readonly WindowGroups<TKey, TElement> _groups;

    internal UpdatingGroups(WindowGroups<TKey, TElement> groups) => _groups = groups;

    public UpdatingGroups<TKey, TElement> Where(Expression<Func<IWindowGroup<TKey, TElement>, bool>> predicate) =>
        new(_groups.Where(predicate));

    /// <summary>One row a group and window, updated whenever its window gives another result.</summary>
    public LiveTable<TResult> Select<TResult>(Expression<Func<IWindowGroup<TKey, TElement>, TResult>> selector) =>
        _groups.SelectLive(selector);

    /// <inheritdoc cref="WindowedStream{T}.AllowedLateness"/>
    public UpdatingGroups<TKey, TElement> AllowedLateness(TimeSpan lateness) => _groups.AllowedLateness(lateness);

    /// <inheritdoc cref="WindowedStream{T}.EmitEarly"/>
    public UpdatingGroups<TKey, TElement> EmitEarly(TimeSpan every) => _groups.EmitEarly(every);

    /// <inheritdoc cref="WindowedStream{T}.Timeout"/>
    public UpdatingGroups<TKey, TElement> Timeout(TimeSpan quiet) => new(_groups.Timeout(quiet));

    /// <inheritdoc cref="UpdatingWindows{T}.EmitFinal"/>
    public WindowGroups<TKey, TElement> EmitFinal() => _groups.EmitFinal();
}
