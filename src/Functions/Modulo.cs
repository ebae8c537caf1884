using System.Runtime.CompilerServices;

namespace FlinkSql.Functions;

/// <summary>The integer remainder of SQL, with the sign of the dividend; an error for a zero divisor.</summary>
public static class Modulo
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
            return right == 0 ? Division.ThrowZero() : 0;
        }

        return left % right;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Int64(long left, long right)
    {
        if (right is 0 or -1)
        {
            return right == 0 ? Division.ThrowZero() : 0;
        }

        return left % right;
    }
}
