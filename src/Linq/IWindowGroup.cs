namespace FlinkSql.Linq;

/// <summary>The rows of one key in one window, inside a query.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TElement">What is grouped.</typeparam>
public interface IWindowGroup<TKey, TElement> : IStreamGroup<TKey, TElement>
{
    WindowBounds Window { get; }
}
