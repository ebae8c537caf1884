using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FlinkSql.Functions;

/// <summary>Positions in UTF-8 text counted in code points, as SQL counts characters.</summary>
public static class CodePoints
{
    /// <summary>How many code points the text has.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        // A byte that does not continue a character starts one.
        int count = 0;
        int at = 0;
        if (Vector.IsHardwareAccelerated && text.Length >= Vector<sbyte>.Count)
        {
            ReadOnlySpan<Vector<sbyte>> blocks = MemoryMarshal.Cast<byte, Vector<sbyte>>(text);
            var lastContinuation = new Vector<sbyte>(-65);
            foreach (Vector<sbyte> block in blocks)
            {
                count -= Vector.Sum(Vector.GreaterThan(block, lastContinuation));
            }

            at = blocks.Length * Vector<sbyte>.Count;
        }

        for (; at < text.Length; at++)
        {
            count += IsStart(text[at]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the code point of that number begins, counted from 0; the length of the text beyond its end.</summary>
    public static int Offset(ReadOnlySpan<byte> text, long index)
    {
        if (index <= 0)
        {
            return 0;
        }

        for (int at = 0; at < text.Length; at++)
        {
            if (IsStart(text[at]) && index-- == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    /// <summary>The bytes of the code point that begins with this byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width(byte first) => first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsStart(byte value) => (sbyte)value > -65;
}
