using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>
/// TIMESTAMP of the shape <c>yyyy-MM-dd HH:mm:ss[.fff...]</c>, with a space or T. The day is remembered, because rows
/// that follow one another mostly share it; other shapes go the long way. A text with Z or an offset is taken in UTC.
/// </summary>
internal struct TimestampParser(int precision) : IFieldParser<long>
{
    private readonly long _unitsPerSecond = TimeUnits.PerSecond(precision);
    private ulong _dayStart;
    private ushort _dayEnd;
    private long _daySeconds;

    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (text.Length < 19 || text[10] is not ((byte)' ' or (byte)'T'))
        {
            return TryParseOther(text, precision, out value);
        }

        ref byte start = ref MemoryMarshal.GetReference(text);
        ulong dayStart = Unsafe.ReadUnaligned<ulong>(ref start);
        ushort dayEnd = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref start, 8));
        if ((dayStart != _dayStart || dayEnd != _dayEnd) && !TryRememberDay(text[..10], dayStart, dayEnd))
        {
            return TryParseOther(text, precision, out value);
        }

        ulong clock = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, 11));
        if (!BitConverter.IsLittleEndian)
        {
            clock = BinaryPrimitives.ReverseEndianness(clock);
        }

        // HH:mm:ss: the digits less '0', and 10 where a colon stands.
        ulong parts = clock - 0x30303A30303A3030;
        if ((((parts + 0x7676767676767676) | parts) & 0x8080808080808080) != 0 || (parts & 0x0000FF0000FF0000) != 0)
        {
            return TryParseOther(text, precision, out value);
        }

        uint hours = (uint)(parts & 0xFF) * 10 + (uint)((parts >> 8) & 0xFF);
        uint minutes = (uint)((parts >> 24) & 0xFF) * 10 + (uint)((parts >> 32) & 0xFF);
        uint seconds = (uint)((parts >> 48) & 0xFF) * 10 + (uint)(parts >> 56);
        if (hours > 23 || minutes > 59 || seconds > 59 || text.Length != 19)
        {
            return TryParseOther(text, precision, out value);
        }

        long total = _daySeconds + hours * 3_600 + minutes * 60 + seconds;
        return TimeUnits.TryCombine(total, 0, _unitsPerSecond, out value);
    }

    private bool TryRememberDay(ReadOnlySpan<byte> text, ulong dayStart, ushort dayEnd)
    {
        if (text[4] != '-' || text[7] != '-' || !ValueParser.TryParseDate(text, out int days))
        {
            return false;
        }

        _dayStart = dayStart;
        _dayEnd = dayEnd;
        _daySeconds = days * (long)TimeUnits.SecondsPerDay;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryParseOther(ReadOnlySpan<byte> text, int precision, out long value) =>
        ValueParser.TryParseTimestamp(text, precision, out value)
        || ValueParser.TryParseTimestampLtz(text, precision, TimeZoneInfo.Utc, out value);
}
