using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.State;

/// <summary>The order of values in SQL, where .NET's differs: NaN comes last.</summary>
internal static class ValueOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare<T>(T left, T right)
        where T : IComparable<T>
    {
        if (typeof(T) == typeof(double))
        {
            return Floating(Unsafe.As<T, double>(ref left), Unsafe.As<T, double>(ref right));
        }

        if (typeof(T) == typeof(float))
        {
            return Floating(Unsafe.As<T, float>(ref left), Unsafe.As<T, float>(ref right));
        }

        return left.CompareTo(right);
    }

    /// <summary>Whether one value comes after another: for integers one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAfter<T>(T left, T right)
        where T : IComparable<T>
    {
        if (typeof(T) == typeof(long))
        {
            return Unsafe.As<T, long>(ref left) > Unsafe.As<T, long>(ref right);
        }

        return typeof(T) == typeof(int)
            ? Unsafe.As<T, int>(ref left) > Unsafe.As<T, int>(ref right)
            : Compare(left, right) > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Floating(double left, double right) =>
        left < right ? -1
        : left > right ? 1
        : left == right ? 0
        : double.IsNaN(left).CompareTo(double.IsNaN(right));
}
