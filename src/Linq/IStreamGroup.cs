namespace FlinkSql.Linq;

/// <summary>
/// The rows of one key, inside a query: <c>g</c> in <c>group t by t.Symbol into g</c>. Its members become SQL
/// aggregates; there is never an object of this type.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TElement">What is grouped.</typeparam>
public interface IStreamGroup<TKey, TElement>
{
    TKey Key { get; }

    /// <summary>COUNT(*).</summary>
    long Count();

    /// <summary>COUNT(*) FILTER (WHERE condition).</summary>
    long Count(Func<TElement, bool> condition);

    /// <summary>COUNT(DISTINCT value).</summary>
    long CountDistinct<TValue>(Func<TElement, TValue> value);

    /// <summary>SUM(value); it has the type of the value and wraps around as SQL does.</summary>
    TValue Sum<TValue>(Func<TElement, TValue> value);

    TValue Min<TValue>(Func<TElement, TValue> value);

    TValue Max<TValue>(Func<TElement, TValue> value);

    /// <summary>AVG(CAST(value AS DOUBLE)).</summary>
    double Average(Func<TElement, int> value);

    double? Average(Func<TElement, int?> value);

    double Average(Func<TElement, long> value);

    double? Average(Func<TElement, long?> value);

    float Average(Func<TElement, float> value);

    float? Average(Func<TElement, float?> value);

    double Average(Func<TElement, double> value);

    double? Average(Func<TElement, double?> value);

    decimal Average(Func<TElement, decimal> value);

    decimal? Average(Func<TElement, decimal?> value);
}
