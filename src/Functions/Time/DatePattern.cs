using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Functions.Text;

namespace FlinkSql.Functions.Time;

/// <summary>
/// A pattern of dates and times as Java spells it: runs of the letters <c>y u M L d D E a H h K k m s S n X x Z z</c>,
/// quoted text, and other signs that stand for themselves.
/// </summary>
internal sealed partial class DatePattern
{
    [ThreadStatic]
    private static PatternCache<DatePattern>? t_patterns;

    private readonly Element[] _elements;

    private DatePattern(Element[] elements) => _elements = elements;

    /// <summary>A run of one letter, or text that stands for itself (then the letter is 0).</summary>
    private readonly record struct Element(char Letter, int Count, byte[] Text)
    {
        public bool IsNumber => Letter is 'y' or 'u' or 'd' or 'D' or 'H' or 'h' or 'K' or 'k' or 'm' or 's' or 'S' or 'n'
            || (Letter is 'M' or 'L' && Count <= 2);
    }

    /// <summary>The pattern of a text; made once.</summary>
    /// <exception cref="QueryException">It has a letter that no field has.</exception>
    public static DatePattern Get(ReadOnlySpan<byte> pattern) => (t_patterns ??= new(Parse)).Get(pattern);

    private static DatePattern Parse(string pattern)
    {
        var elements = new List<Element>();
        for (int at = 0; at < pattern.Length;)
        {
            char letter = pattern[at];
            int start = at;
            if (letter == '\'')
            {
                at = Quoted(pattern, at + 1, elements);
                continue;
            }

            while (at < pattern.Length && pattern[at] == letter)
            {
                at++;
            }

            if (!char.IsAsciiLetter(letter))
            {
                elements.Add(new Element('\0', 0, Encoding.UTF8.GetBytes(pattern[start..at])));
                continue;
            }

            if (!"yuMLdDEaHhKkmsSnXxZz".Contains(letter))
            {
                throw new QueryException(
                    "FLS6007", $"the date pattern '{pattern}' has the unknown letter {letter}",
                    "letters that stand for themselves are put in single quotes");
            }

            elements.Add(new Element(letter, at - start, []));
        }

        return new DatePattern([.. elements]);
    }

    /// <summary>Text between quotes; two quotes are one.</summary>
    private static int Quoted(string pattern, int at, List<Element> elements)
    {
        if (at < pattern.Length && pattern[at] == '\'')
        {
            elements.Add(new Element('\0', 0, "'"u8.ToArray()));
            return at + 1;
        }

        var text = new StringBuilder();
        while (at < pattern.Length)
        {
            if (pattern[at] != '\'')
            {
                text.Append(pattern[at++]);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
            {
                text.Append('\'');
                at += 2;
            }
            else
            {
                break;
            }
        }

        elements.Add(new Element('\0', 0, Encoding.UTF8.GetBytes(text.ToString())));
        return at + 1;
    }

    private static readonly string[] MonthNames =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    private static readonly string[] DayNames =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static int DayOfYear(in DateFields fields) =>
        (int)(CivilDate.ToWideDays(fields.Year, fields.Month, fields.Day) - CivilDate.ToWideDays(fields.Year, 1, 1)) + 1;
}
