using System.Buffers.Binary;

namespace FlinkSql.Columnar;

/// <summary>Reads the parts of a date or time from left to right.</summary>
internal ref struct TimeCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool AtEnd => _at == _text.Length;

    /// <summary>Seconds since 1970 and nanoseconds of <c>yyyy-MM-dd[ HH:mm:ss[.fraction]]</c>.</summary>
    public bool TryReadDateTime(out long seconds, out int nanos)
    {
        if (TryReadFixed(out seconds))
        {
            return TryReadFraction(out nanos);
        }

        nanos = 0;
        if (!TryReadDate(allowShort: false, out long days))
        {
            return false;
        }

        seconds = days * TimeUnits.SecondsPerDay;
        if (AtEnd || !(TryRead((byte)' ') || TryRead((byte)'T')))
        {
            return AtEnd;
        }

        bool parsed = TryReadClock(allowNoSeconds: false, out int secondOfDay, out nanos);
        seconds += secondOfDay;
        return parsed;
    }

    /// <summary>
    /// A date. Years of five digits and more, and years with a sign, need two digits for month and day, so that a run
    /// of digits is never taken for a year by mistake.
    /// </summary>
    public bool TryReadDate(bool allowShort, out long days)
    {
        days = 0;
        int start = _at;
        bool negative = TryReadSign();
        bool signed = _at != start;
        if (!TryReadNumber(9, out long year, out int yearDigits) || (!allowShort && yearDigits < 4))
        {
            return false;
        }

        bool plain = !signed && year <= 9999;
        long month = 1;
        long day = 1;
        int monthDigits = 0;
        int dayDigits = 0;
        if (TryRead((byte)'-'))
        {
            if (!TryReadNumber(2, out month, out monthDigits)
                || (TryRead((byte)'-') && !TryReadNumber(2, out day, out dayDigits)))
            {
                return false;
            }
        }

        int known = (int)(negative ? -year : year);
        bool complete = plain ? allowShort || dayDigits != 0 : monthDigits == 2 && dayDigits == 2;
        if (!complete || !CivilDate.IsValid(known, (int)month, (int)day))
        {
            return false;
        }

        days = CivilDate.ToWideDays(known, (int)month, (int)day);
        return true;
    }

    /// <summary>A time of day: <c>H:m:s[.fraction]</c>.</summary>
    public bool TryReadClock(bool allowNoSeconds, out int secondOfDay, out int nanos)
    {
        secondOfDay = 0;
        nanos = 0;
        if (!TryReadNumber(2, out long hour, out _) || hour > 23 || !TryRead((byte)':')
            || !TryReadNumber(2, out long minute, out _) || minute > 59)
        {
            return false;
        }

        secondOfDay = (int)(hour * 3_600 + minute * 60);
        if (!TryRead((byte)':'))
        {
            return allowNoSeconds;
        }

        if (!TryReadNumber(2, out long second, out _) || second > 59)
        {
            return false;
        }

        secondOfDay += (int)second;
        return TryReadFraction(out nanos);
    }

    /// <summary><c>Z</c>, <c>+HH</c>, <c>+HHmm</c> or <c>+HH:mm</c>.</summary>
    public bool TryReadOffset(out int seconds)
    {
        seconds = 0;
        if (TryRead((byte)'Z'))
        {
            return true;
        }

        int start = _at;
        bool negative = TryReadSign();
        if (_at == start || !TryReadNumber(2, out long hours, out int digits) || digits != 2 || hours > 18)
        {
            return false;
        }

        long minutes = 0;
        bool hasMinutes = TryRead((byte)':') || !AtEnd;
        if (hasMinutes && (!TryReadNumber(2, out minutes, out digits) || digits != 2 || minutes > 59))
        {
            return false;
        }

        int offset = (int)(hours * 3_600 + minutes * 60);
        seconds = negative ? -offset : offset;
        return true;
    }

    /// <summary>Reads a sign if there is one; true for a minus.</summary>
    public bool TryReadSign()
    {
        bool negative = TryRead((byte)'-');
        if (!negative)
        {
            TryRead((byte)'+');
        }

        return negative;
    }

    public bool TryRead(byte letter)
    {
        bool found = _at < _text.Length && _text[_at] == letter;
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Reads one digit up to as many as given.</summary>
    public bool TryReadNumber(int mostDigits, out long value, out int digits)
    {
        value = 0;
        int start = _at;
        while (_at < _text.Length && _at - start < mostDigits)
        {
            uint digit = (uint)(_text[_at] - '0');
            if (digit > 9)
            {
                break;
            }

            value = value * 10 + digit;
            _at++;
        }

        digits = _at - start;
        return digits != 0;
    }

    private bool TryReadFraction(out int nanos)
    {
        nanos = 0;
        if (!TryRead((byte)'.'))
        {
            return true;
        }

        TryReadNumber(9, out long fraction, out int digits);
        nanos = (int)(fraction * PowersOfTen.Of64[9 - digits]);
        return true;
    }

    /// <summary>The usual spelling <c>yyyy-MM-dd HH:mm:ss</c>, every part at its place.</summary>
    private bool TryReadFixed(out long seconds)
    {
        seconds = 0;
        if (_at != 0 || _text.Length < 19 || !TryReadFixedDate(_text, out int days)
            || _text[10] is not ((byte)' ' or (byte)'T'))
        {
            return false;
        }

        // "HH:mm:ss" with its zeros and colons taken off leaves digits from 0 to 9 and zeros.
        ulong clock = BinaryPrimitives.ReadUInt64LittleEndian(_text[11..]) ^ 0x3030_3A30_303A_3030;
        uint hour = Two(clock);
        uint minute = Two(clock >> 24);
        uint second = Two(clock >> 48);
        if (!AreDigits(clock, 0x0000_FF00_00FF_0000) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        seconds = days * (long)TimeUnits.SecondsPerDay + hour * 3_600 + minute * 60 + second;
        _at = 19;
        return true;
    }

    /// <summary><c>yyyy-MM-dd</c> at the start of a text of at least ten bytes.</summary>
    public static bool TryReadFixedDate(ReadOnlySpan<byte> text, out int days)
    {
        // "yyyy-MM-" the same way; the two digits of the day follow.
        ulong date = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ 0x2D30_302D_3030_3030;
        uint tens = (uint)(text[8] - '0');
        uint ones = (uint)(text[9] - '0');
        int year = (int)(Two(date) * 100 + Two(date >> 16));
        int month = (int)Two(date >> 40);
        int day = (int)(tens * 10 + ones);
        bool valid = AreDigits(date, 0xFF00_00FF_0000_0000) && tens <= 9 && ones <= 9
            && CivilDate.IsValid(year, month, day);
        days = valid ? CivilDate.ToDays(year, month, day) : 0;
        return valid;
    }

    /// <summary>Whether every byte is at most 9, and zero where the mask is set.</summary>
    private static bool AreDigits(ulong bytes, ulong separators) =>
        (((bytes + 0x7676_7676_7676_7676) | bytes) & 0x8080_8080_8080_8080) == 0 && (bytes & separators) == 0;

    private static uint Two(ulong bytes) => (uint)(bytes & 0xFF) * 10 + (uint)(bytes >> 8 & 0xFF);
}
