using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>Integers. Up to 16 digits are taken eight at a time; the rest goes the long way.</summary>
internal readonly struct IntegerParser<T> : IFieldParser<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const ulong Zeros = 0x3030303030303030;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        bool negative = length != 0 && start == (byte)'-';
        int sign = negative ? 1 : 0;
        length -= sign;
        if ((uint)(length - 1) < 8 && TryReadDigits(ref Unsafe.Add(ref start, sign), length, out ulong digits))
        {
            long number = negative ? -(long)digits : (long)digits;
            value = T.CreateTruncating(number);
            return long.CreateTruncating(value) == number;
        }

        return TryParseLong(text, out value);
    }

    /// <summary>One to eight digits; eight bytes are loaded, and those behind the text are shifted out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryReadDigits(ref byte start, int length, out ulong value)
    {
        int shift = 64 - 8 * length;
        ulong chunk = Unsafe.ReadUnaligned<ulong>(ref start) << shift;
        ulong digits = chunk - (Zeros << shift);
        bool valid = (((digits + 0x7676767676767676) | digits) & 0x8080808080808080) == 0;
        // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
        digits = digits * 10 + (digits >> 8);
        value = (((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        return valid;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryParseLong(ReadOnlySpan<byte> text, out T value)
    {
        bool parsed = ValueParser.TryParseInt64(text, out long number, dropFraction: false)
            || (IsWhole(text) && ValueParser.TryParseInt64(text, out number));
        value = T.CreateTruncating(number);
        return parsed && long.CreateTruncating(value) == number;
    }

    /// <summary>Whether a fraction is only zeros, as some writers spell whole numbers.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        int point = text.IndexOf((byte)'.');
        return point > 0 && point + 1 < text.Length && text[(point + 1)..].Trim((byte)' ').TrimStart((byte)'0').IsEmpty;
    }
}
