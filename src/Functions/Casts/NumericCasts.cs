using System.Runtime.CompilerServices;

namespace FlinkSql.Functions.Casts;

/// <summary>
/// Casts among integers, FLOAT, DOUBLE and BOOLEAN. Integers wrap as two's complement does; from floating point the
/// fraction is dropped, NaN is 0 and what is too large saturates, first to 32 or 64 bits.
/// </summary>
public static class NumericCasts
{
    [Cast("smallint -> tinyint")]
    [Cast("int -> tinyint")]
    [Cast("bigint -> tinyint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte ToInt8(long value) => (sbyte)value;

    [Cast("float -> tinyint")]
    [Cast("double -> tinyint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte ToInt8(double value) => (sbyte)(int)value;

    [Cast("boolean -> tinyint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte ToInt8(bool value) => value ? (sbyte)1 : (sbyte)0;

    [Cast("tinyint -> smallint")]
    [Cast("int -> smallint")]
    [Cast("bigint -> smallint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short ToInt16(long value) => (short)value;

    [Cast("float -> smallint")]
    [Cast("double -> smallint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short ToInt16(double value) => (short)(int)value;

    [Cast("boolean -> smallint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short ToInt16(bool value) => value ? (short)1 : (short)0;

    [Cast("tinyint -> int")]
    [Cast("smallint -> int")]
    [Cast("bigint -> int")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32(long value) => (int)value;

    [Cast("float -> int")]
    [Cast("double -> int")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32(double value) => (int)value;

    [Cast("boolean -> int")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32(bool value) => value ? 1 : 0;

    [Cast("tinyint -> bigint")]
    [Cast("smallint -> bigint")]
    [Cast("int -> bigint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64(long value) => value;

    [Cast("float -> bigint")]
    [Cast("double -> bigint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64(double value) => (long)value;

    [Cast("boolean -> bigint")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64(bool value) => value ? 1 : 0;

    [Cast("tinyint -> float")]
    [Cast("smallint -> float")]
    [Cast("int -> float")]
    [Cast("bigint -> float")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToFloat(long value) => value;

    [Cast("double -> float")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToFloat(double value) => (float)value;

    [Cast("boolean -> float")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToFloat(bool value) => value ? 1 : 0;

    [Cast("tinyint -> double")]
    [Cast("smallint -> double")]
    [Cast("int -> double")]
    [Cast("bigint -> double")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(long value) => value;

    [Cast("float -> double")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(float value) => value;

    [Cast("boolean -> double")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(bool value) => value ? 1 : 0;

    [Cast("tinyint -> boolean")]
    [Cast("smallint -> boolean")]
    [Cast("int -> boolean")]
    [Cast("bigint -> boolean")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ToBoolean(long value) => value != 0;
}
