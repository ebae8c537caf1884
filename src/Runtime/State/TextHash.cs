using System.Buffers.Binary;

namespace FlinkSql.Runtime.State;

/// <summary>Hashes text for tables inside one operator: eight bytes at a time, folded by multiplication.</summary>
internal static class TextHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length * Second;
        while (text.Length > 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[8..];
        }

        return Fold(hash ^ Last(text));
    }

    private static ulong Last(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 4)
        {
            return ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text) << 32)
                | BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
        }

        ulong last = 0;
        foreach (byte part in text)
        {
            last = (last << 8) | part;
        }

        return last;
    }

    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value ^ Second, First, out ulong low);
        return high ^ low;
    }
}
