using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkSql.Columnar;

/// <summary>
/// The 64-bit hash that routes rows and addresses keyed state. It is the same in every process and version, because
/// key groups of saved state rest on it. Only values of one type are meant to be compared by it. The hash of several
/// columns is that of the first, combined with that of each further one in turn.
/// </summary>
public static partial class KeyHash
{
    /// <summary>The hash of NULL.</summary>
    public const ulong NullHash = 0xA5C9_6B1D_34E7_82F5;

    private const ulong Seed = 0x5FC1_8E63_D2A9_470B;
    private const ulong WordFactor = 0xBF58_476D_1CE4_E5B9;
    private const ulong StepFactor = 0x94D0_49BB_1331_11EB;
    private const ulong StepAddend = 0x9E37_79B9_7F4A_7C15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(long value) => Mix((ulong)value ^ Seed);

    public static ulong Hash(int value) => Hash((long)value);

    public static ulong Hash(bool value) => Hash(value ? 1L : 0L);

    public static ulong Hash(Int128 value) =>
        Combine(Hash((long)(ulong)(UInt128)value), Hash((long)(ulong)((UInt128)value >> 64)));

    /// <summary>-0.0 hashes as 0.0, and every NaN alike.</summary>
    public static ulong Hash(double value)
    {
        double normal = double.IsNaN(value) ? double.NaN : value + 0.0;
        return Hash(BitConverter.DoubleToInt64Bits(normal));
    }

    /// <summary>-0.0 hashes as 0.0, and every NaN alike.</summary>
    public static ulong Hash(float value)
    {
        float normal = float.IsNaN(value) ? float.NaN : value + 0.0f;
        return Hash((long)BitConverter.SingleToInt32Bits(normal));
    }

    /// <summary>Text (as UTF-8) and binary.</summary>
    public static ulong Hash(ReadOnlySpan<byte> value)
    {
        ulong hash = Seed + (ulong)value.Length * StepAddend;
        while (value.Length >= sizeof(ulong))
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(value));
            value = value[sizeof(ulong)..];
        }

        if (!value.IsEmpty)
        {
            ulong tail = 0;
            for (int at = value.Length - 1; at >= 0; at--)
            {
                tail = tail << 8 | value[at];
            }

            hash = Step(hash, tail);
        }

        return Mix(hash);
    }

    /// <summary>The hash of two values in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong first, ulong second) =>
        Mix(first * StepFactor + BitOperations.RotateLeft(second, 32) + StepAddend);

    /// <summary>
    /// The hash of a value of the form <see cref="Column.GetValue"/> gives, equal to that of its row in a column. Maps
    /// hash alike in any order of their entries.
    /// </summary>
    public static ulong HashValue(object? value) => value switch
    {
        null => NullHash,
        bool boolean => Hash(boolean),
        sbyte number => Hash(number),
        short number => Hash(number),
        int number => Hash(number),
        long number => Hash(number),
        Int128 number => Hash(number),
        float number => Hash(number),
        double number => Hash(number),
        string text => Hash(Encoding.UTF8.GetBytes(text)),
        byte[] bytes => Hash(bytes),
        object?[] values => HashList(values),
        KeyValuePair<object?, object?>[] entries => HashEntries(entries),
        _ => throw new ArgumentException($"columnar: a {value.GetType().Name} is not a value of a column"),
    };

    private static ulong HashList(object?[] values)
    {
        ulong hash = Hash(values.Length);
        foreach (object? value in values)
        {
            hash = Combine(hash, HashValue(value));
        }

        return hash;
    }

    private static ulong HashEntries(KeyValuePair<object?, object?>[] entries)
    {
        ulong sum = 0;
        foreach ((object? key, object? value) in entries)
        {
            sum += Combine(HashValue(key), HashValue(value));
        }

        return Combine(Hash(entries.Length), sum);
    }

    private static ulong Step(ulong hash, ulong word) =>
        BitOperations.RotateLeft(hash ^ Mix(word * WordFactor), 27) * StepFactor + StepAddend;

    /// <summary>Spreads every bit of the input over all bits of the result; no two inputs share one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * WordFactor;
        value = (value ^ (value >> 27)) * StepFactor;
        return value ^ (value >> 31);
    }
}
