using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlinkSql.Functions;

/// <summary>
/// Integer division and remainder of SQL: truncating, an error for a zero divisor, and wrapping where the least value
/// is divided by -1 (which .NET throws for).
/// </summary>
public static class Division
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Int8(sbyte left, sbyte right) => (sbyte)Int32(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Int16(short left, short right) => (short)Int32(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int32(int left, int right)
    {
        if (right is 0 or -1)
        {
            return right == 0 ? ThrowZero() : unchecked(-left);
        }

        return left / right;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Int64(long left, long right)
    {
        if (right is 0 or -1)
        {
            return right == 0 ? ThrowZero() : unchecked(-left);
        }

        return left / right;
    }

    /// <summary>Reports a division by zero.</summary>
    [DoesNotReturn]
    internal static int ThrowZero() =>
        throw new QueryException("FLS6002", "division by zero", "guard the divisor: x / NULLIF(y, 0)");
}
