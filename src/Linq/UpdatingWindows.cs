using System.Linq.Expressions;

namespace FlinkSql.Linq;

/// <summary>Rows in windows that give a result more than once: early, or again for rows that come after their end.</summary>
public sealed class UpdatingWindows<T>
{
    private readonly WindowedStream<T> _windows;

    internal UpdatingWindows(WindowedStream<T> windows) => _windows = windows;

    public UpdatingWindows<T> Where(Expression<Func<T, bool>> predicate) => new(_windows.Where(predicate));

    /// <inheritdoc cref="WindowedStream{T}.Select"/>
    public UpdatingWindows<TResult> Select<TResult>(Expression<Func<T, TResult>> selector) => new(_windows.Select(selector));

    public UpdatingGroups<TKey, T> GroupBy<TKey>(Expression<Func<T, TKey>> key) => new(_windows.GroupBy(key));

    public UpdatingGroups<TKey, TElement> GroupBy<TKey, TElement>(
        Expression<Func<T, TKey>> key, Expression<Func<T, TElement>> element) => new(_windows.GroupBy(key, element));

    /// <inheritdoc cref="WindowedStream{T}.AllowedLateness"/>
    public UpdatingWindows<T> AllowedLateness(TimeSpan lateness) => _windows.AllowedLateness(lateness);

    /// <inheritdoc cref="WindowedStream{T}.EmitEarly"/>
    public UpdatingWindows<T> EmitEarly(TimeSpan every) => _windows.EmitEarly(every);

    /// <inheritdoc cref="WindowedStream{T}.Timeout"/>
    public UpdatingWindows<T> Timeout(TimeSpan quiet) => new(_windows.Timeout(quiet));

    /// <summary>Each window gives its result once, when its lateness is over and nothing can change it.</summary>
    public WindowedStream<T> EmitFinal() => _windows.EmitFinal();
}
