using System.Text;
using FlinkSql.Columnar;

namespace FlinkSql.Functions.Time;

/// <content>Reading.</content>
internal sealed partial class DatePattern
{
    /// <summary>Digits that a number takes at most, where no other number follows directly.</summary>
    private const int MostDigits = 9;

    /// <summary>Reads a local time, or an instant where the text names an offset; false if the text does not fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="wholeText">Whether nothing may follow what the pattern covers.</param>
    /// <param name="value">The time.</param>
    /// <param name="hasOffset">Whether the text names an offset, so that the value is in UTC.</param>
    public bool TryParse(ReadOnlySpan<byte> text, bool wholeText, out SqlTimestamp value, out bool hasOffset)
    {
        DateFields fields = DateFields.Start;
        int at = 0;
        int dayOfYear = 0;
        bool afternoon = false, halfDays = false;
        value = default;
        hasOffset = false;
        for (int index = 0; index < _elements.Length; index++)
        {
            Element element = _elements[index];
            bool nextIsNumber = index + 1 < _elements.Length && _elements[index + 1].IsNumber;
            if (element.Letter == '\0')
            {
                if (!text[at..].StartsWith(element.Text))
                {
                    return false;
                }

                at += element.Text.Length;
            }
            else if (element.IsNumber)
            {
                bool isExact = nextIsNumber || element.Letter == 'S';
                if (!TryNumber(text, ref at, isExact ? element.Count : MostDigits, isExact, out int number)
                    || !Set(ref fields, element, number, ref dayOfYear, ref halfDays))
                {
                    return false;
                }
            }
            else if (!TryWord(text, ref at, element, ref fields, ref afternoon, ref halfDays))
            {
                return false;
            }
        }

        if (wholeText && at != text.Length)
        {
            return false;
        }

        if (halfDays)
        {
            fields.Hour = fields.Hour % 12 + (afternoon ? 12 : 0);
        }

        hasOffset = fields.OffsetSeconds is not null;
        if (dayOfYear > 0)
        {
            CivilDate.FromDays(
                CivilDate.ToWideDays(fields.Year, 1, 1) + dayOfYear - 1, out fields.Year, out fields.Month, out fields.Day);
        }

        return fields.TryToTimestamp(out value);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, ref int at, int most, bool isExact, out int number)
    {
        number = 0;
        int digits = 0;
        for (; digits < most && at < text.Length && char.IsAsciiDigit((char)text[at]); digits++)
        {
            number = number * 10 + (text[at++] - '0');
        }

        return isExact ? digits == most : digits > 0;
    }

    private static bool Set(ref DateFields fields, Element element, int number, ref int dayOfYear, ref bool halfDays)
    {
        switch (element.Letter)
        {
            case 'y' or 'u':
                // Two digits mean the years 2000 to 2099.
                fields.Year = element.Count == 2 && number < 100 ? 2000 + number : number;
                return true;
            case 'M' or 'L':
                fields.Month = number;
                return true;
            case 'd':
                fields.Day = number;
                return true;
            case 'D':
                dayOfYear = number;
                return number is >= 1 and <= 366;
            case 'H':
                fields.Hour = number;
                return true;
            case 'k':
                fields.Hour = number % 24;
                return number is >= 1 and <= 24;
            case 'h' or 'K':
                fields.Hour = number;
                halfDays = true;
                return number <= 12;
            case 'm':
                fields.Minute = number;
                return true;
            case 's':
                fields.Second = number;
                return true;
            case 'n':
                fields.Nanosecond = number;
                return number < 1_000_000_000;
            default:
                fields.Nanosecond = (int)(number * PowersOfTen.Of64[Math.Max(0, 9 - element.Count)]);
                return element.Count <= 9;
        }
    }

    private static bool TryWord(
        ReadOnlySpan<byte> text, ref int at, Element element, ref DateFields fields, ref bool afternoon, ref bool halfDays)
    {
        switch (element.Letter)
        {
            case 'a':
                halfDays = true;
                afternoon = StartsWith(text[at..], "PM");
                bool named = afternoon || StartsWith(text[at..], "AM");
                at += 2;
                return named;
            case 'M' or 'L':
                return TryName(text, ref at, MonthNames, out fields.Month);
            case 'E':
                return TryName(text, ref at, DayNames, out _);
            default:
                return TryOffset(text, ref at, ref fields);
        }
    }

    private static bool TryName(ReadOnlySpan<byte> text, ref int at, string[] names, out int number)
    {
        for (number = 1; number <= names.Length; number++)
        {
            string name = names[number - 1];
            bool isLong = StartsWith(text[at..], name);
            if (isLong || StartsWith(text[at..], name[..3]))
            {
                at += isLong ? name.Length : 3;
                return true;
            }
        }

        return false;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref int at, ref DateFields fields)
    {
        foreach (string zero in (ReadOnlySpan<string>)["UTC", "GMT", "Z"])
        {
            if (StartsWith(text[at..], zero))
            {
                at += zero.Length;
                fields.OffsetSeconds = 0;
                return true;
            }
        }

        if (at >= text.Length || text[at] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        int sign = text[at++] == '-' ? -1 : 1;
        if (!TryNumber(text, ref at, 2, isExact: true, out int hours))
        {
            return false;
        }

        at += at < text.Length && text[at] == ':' ? 1 : 0;
        int before = at;
        if (!TryNumber(text, ref at, 2, isExact: true, out int minutes))
        {
            at = before;
            minutes = 0;
        }

        fields.OffsetSeconds = sign * (hours * 3_600 + minutes * 60);
        return true;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string word)
    {
        Span<byte> bytes = stackalloc byte[16];
        int length = Encoding.ASCII.GetBytes(word, bytes);
        return text.Length >= length && Ascii.EqualsIgnoreCase(text[..length], bytes[..length]);
    }
}
