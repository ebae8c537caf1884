using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.State;

/// <summary>The order of values in SQL, where .NET's differs: NaN comes last.</summary>
internal static class ValueOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare<T>(T left, T right)
        where T : IComparable<T>
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float))
        {
            bool leftIsNumber = !IsNaN(left);
            bool rightIsNumber = !IsNaN(right);
            return leftIsNumber && rightIsNumber ? left.CompareTo(right) : rightIsNumber.CompareTo(leftIsNumber);
        }

        return left.CompareTo(right);
    }

    private static bool IsNaN<T>(T value) => value switch
    {
        double number => double.IsNaN(number),
        float number => float.IsNaN(number),
        _ => false,
    };
}
