namespace FlinkSql.Functions.State;

/// <summary>Which of two values an aggregate prefers.</summary>
public interface IOrder<T>
{
    /// <summary>Whether the first value is better than the second; false for equal ones.</summary>
    static abstract bool IsBetter(T first, T second);

    /// <summary>Whether greater is better, for values that are compared elsewhere.</summary>
    static abstract bool PrefersGreater { get; }
}
