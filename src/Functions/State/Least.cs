using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.State;

/// <summary>Less is better. NaN is the greatest number, and -0.0 equals 0.0.</summary>
public readonly struct Least<T> : IOrder<T>
    where T : IComparable<T>
{
    public static bool PrefersGreater
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBetter(T first, T second) => ValueOrder.IsAfter(second, first);
}
