using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Time;

/// <content>Writing.</content>
internal sealed partial class DatePattern
{
    private const int MaxElementBytes = 24;

    /// <summary>The text of a local time, whose zone is ahead of UTC by some seconds.</summary>
    public ReadOnlySpan<byte> Format(SqlTimestamp local, long offsetSeconds, Scratch scratch)
    {
        var fields = DateFields.Of(local);
        long room = 0;
        foreach (Element element in _elements)
        {
            room += MaxElementBytes + element.Count + element.Text.Length;
        }

        Span<byte> text = scratch.Take(room);
        int length = 0;
        foreach (Element element in _elements)
        {
            length += Write(text[length..], element, fields, offsetSeconds);
        }

        return text[..length];
    }

    private static int Write(Span<byte> to, Element element, in DateFields fields, long offsetSeconds)
    {
        int count = element.Count;
        switch (element.Letter)
        {
            case '\0':
                element.Text.CopyTo(to);
                return element.Text.Length;
            case 'y' or 'u':
                return count == 2 ? Number(to, Math.Abs(fields.Year) % 100, 2) : Year(to, fields.Year, count);
            case 'M' or 'L':
                return count <= 2 ? Number(to, fields.Month, count) : Name(to, MonthNames[fields.Month - 1], count == 3);
            case 'd':
                return Number(to, fields.Day, count);
            case 'D':
                return Number(to, DayOfYear(fields), count);
            case 'E':
                long days = CivilDate.ToWideDays(fields.Year, fields.Month, fields.Day);
                return Name(to, DayNames[CalendarFields.IsoDayOfWeek(days) - 1], count <= 3);
            case 'a':
                return Name(to, fields.Hour < 12 ? "AM" : "PM", isShort: false);
            case 'H':
                return Number(to, fields.Hour, count);
            case 'k':
                return Number(to, fields.Hour == 0 ? 24 : fields.Hour, count);
            case 'K':
                return Number(to, fields.Hour % 12, count);
            case 'h':
                return Number(to, fields.Hour % 12 == 0 ? 12 : fields.Hour % 12, count);
            case 'm':
                return Number(to, fields.Minute, count);
            case 's':
                return Number(to, fields.Second, count);
            case 'n':
                return Number(to, fields.Nanosecond, count);
            case 'S':
                return Fraction(to, fields.Nanosecond, count);
            default:
                return Offset(to, element, offsetSeconds);
        }
    }

    private static int Year(Span<byte> to, int year, int width)
    {
        if (year >= 0)
        {
            return Number(to, year, width);
        }

        to[0] = (byte)'-';
        return 1 + Number(to[1..], -year, width);
    }

    private static int Number(Span<byte> to, int value, int width)
    {
        Span<byte> digits = stackalloc byte[10];
        int at = digits.Length;
        for (; value != 0 || at == digits.Length; value /= 10)
        {
            digits[--at] = (byte)('0' + value % 10);
        }

        int zeros = Math.Max(0, width - (digits.Length - at));
        to[..zeros].Fill((byte)'0');
        digits[at..].CopyTo(to[zeros..]);
        return zeros + digits.Length - at;
    }

    private static int Fraction(Span<byte> to, int nanosecond, int width)
    {
        for (int digit = 0, unit = 100_000_000; digit < width; digit++, unit /= 10)
        {
            to[digit] = (byte)('0' + (unit == 0 ? 0 : nanosecond / unit % 10));
        }

        return width;
    }

    private static int Name(Span<byte> to, string name, bool isShort) =>
        Encoding.ASCII.GetBytes(isShort ? name.AsSpan(0, 3) : name, to);

    /// <summary><c>Z</c> +0200, <c>X</c> +02 or Z, <c>XX</c> +0200, <c>XXX</c> +02:00; lower case never says Z.</summary>
    private static int Offset(Span<byte> to, Element element, long offsetSeconds)
    {
        if (element.Letter == 'X' && offsetSeconds == 0)
        {
            to[0] = (byte)'Z';
            return 1;
        }

        to[0] = (byte)(offsetSeconds < 0 ? '-' : '+');
        int minutes = (int)(Math.Abs(offsetSeconds) / 60);
        int at = 1 + Number(to[1..], minutes / 60, 2);
        bool isHourOnly = element is { Letter: 'X' or 'x', Count: 1 } && minutes % 60 == 0;
        if (isHourOnly)
        {
            return at;
        }

        if (element is { Letter: 'X' or 'x', Count: 3 } or { Letter: 'z' })
        {
            to[at++] = (byte)':';
        }

        return at + Number(to[at..], minutes % 60, 2);
    }
}
