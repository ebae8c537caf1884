using System.Runtime.CompilerServices;

namespace FlinkSql.Runtime.State;

/// <summary>
/// Hashes for tables inside one operator, and the normal forms of keys that compare by their bits. These hashes never
/// leave the operator; rows are routed by another one.
/// </summary>
public static class KeyBits
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The hash of one field: the product with the golden ratio, well mixed in its upper bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(long value) => (ulong)value * Golden;

    /// <summary>Adds a field to a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong hash, long value) => ((hash >> 32) ^ hash ^ (ulong)value) * Golden;

    /// <summary>Adds both halves of a wide field to a hash.</summary>
    public static ulong Hash(ulong hash, Int128 value) => Hash(Hash(hash, (long)(value >> 64)), (long)value);

    /// <summary>A DOUBLE as bits that are equal for equal keys: one zero, one NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of(double value) =>
        double.IsNaN(value) ? unchecked((long)0x7FF8000000000000) : BitConverter.DoubleToInt64Bits(value + 0.0);

    /// <summary>A FLOAT as bits that are equal for equal keys: one zero, one NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(float value) =>
        float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(value + 0.0f);

    /// <summary>A DOUBLE back from its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(long bits) => BitConverter.Int64BitsToDouble(bits);

    /// <summary>A FLOAT back from its bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToSingle(int bits) => BitConverter.Int32BitsToSingle(bits);
}
