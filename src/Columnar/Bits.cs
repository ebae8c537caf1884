using System.Runtime.CompilerServices;

namespace FlinkSql.Columnar;

/// <summary>Reads an Arrow bitmap, least significant bit first; an empty bitmap means that every bit is set.</summary>
public readonly ref struct Bits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Whether there is no bitmap, so that every bit counts as set.</summary>
    public bool AllSet => _bytes.IsEmpty;

    /// <summary>The bit of a row; only for a bitmap that is present.</summary>
    public bool this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_bytes[row >> 3] & (1 << (row & 7))) != 0;
    }

    /// <summary>Sets or clears a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(Span<byte> bytes, int row, bool value)
    {
        byte mask = (byte)(1 << (row & 7));
        if (value)
        {
            bytes[row >> 3] |= mask;
        }
        else
        {
            bytes[row >> 3] &= (byte)~mask;
        }
    }

    /// <summary>Bytes needed for that many bits.</summary>
    public static int ByteCount(int bits) => (bits + 7) >> 3;
}
