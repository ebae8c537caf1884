using System.Globalization;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Planner.Binding;

/// <summary>The value of an interval literal in milliseconds or months, or what is wrong with it.</summary>
internal sealed record IntervalReading(long Value, bool Months, string? Problem = null, string? Hint = null);

/// <summary>Reads the quoted text of INTERVAL '..' by its units.</summary>
internal static class IntervalText
{
    private const int DefaultPrecision = 2;

    private static readonly TimeUnit[] s_dayTime = [TimeUnit.Day, TimeUnit.Hour, TimeUnit.Minute, TimeUnit.Second];

    /// <summary>The units as they are written: <c>DAY TO SECOND</c>.</summary>
    public static string Name(IntervalQualifierSyntax qualifier)
    {
        string start = UnitNames.Of(qualifier.Start);
        return qualifier.End is { } end ? $"{start} TO {UnitNames.Of(end)}" : start;
    }

    public static IntervalReading Read(IntervalLiteralSyntax literal)
    {
        IntervalQualifierSyntax qualifier = literal.Qualifier;
        bool months = qualifier.Start is TimeUnit.Year or TimeUnit.Quarter or TimeUnit.Month;
        string text = literal.Text.Trim();
        bool negative = literal.Negative;
        if (text.Length != 0 && text[0] is '-' or '+')
        {
            negative ^= text[0] == '-';
            text = text[1..];
        }

        TimeUnit[] units = Units(qualifier);
        string[]? fields = Split(text, units);
        if (fields is null)
        {
            return Wrong(months, "the text does not have the form of its units", $"the form is '{Form(units)}'");
        }

        int precision = qualifier.Precision ?? DefaultPrecision;
        string first = units[0] is TimeUnit.Second ? fields[0].Split('.')[0] : fields[0];
        if (first.TrimStart('0').Length > precision)
        {
            string name = UnitNames.Of(units[0]);
            return Wrong(
                months,
                $"{first} has more than {precision} digits",
                $"say how many digits there may be: {name}({first.TrimStart('0').Length})");
        }

        return Sum(units, fields, months, negative);
    }

    private static IntervalReading Sum(TimeUnit[] units, string[] fields, bool months, bool negative)
    {
        Int128 total = 0;
        for (int field = 0; field < units.Length; field++)
        {
            if (!decimal.TryParse(fields[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            {
                return Wrong(months, $"\"{fields[field]}\" is no number", $"the form is '{Form(units)}'");
            }

            if (field != 0 && value >= Limit(units[field]))
            {
                string name = UnitNames.Of(units[field]);
                return Wrong(months, $"{fields[field]} is out of range for {name}", $"{name} is less than {Limit(units[field])}");
            }

            total += (Int128)decimal.Truncate(value * Length(units[field]));
        }

        total = negative ? -total : total;
        bool fits = months ? (int)total == total : (long)total == total;
        return fits ? new IntervalReading((long)total, months) : Wrong(months, "the interval is too long", null);
    }

    private static IntervalReading Wrong(bool months, string problem, string? hint) => new(0, months, problem, hint);

    private static TimeUnit[] Units(IntervalQualifierSyntax qualifier)
    {
        if (qualifier.End is not { } end || end == qualifier.Start)
        {
            return [qualifier.Start];
        }

        if (qualifier.Start is TimeUnit.Year)
        {
            return [TimeUnit.Year, TimeUnit.Month];
        }

        int from = Array.IndexOf(s_dayTime, qualifier.Start);
        int to = Array.IndexOf(s_dayTime, end);
        return from < 0 || to < from ? [qualifier.Start] : s_dayTime[from..(to + 1)];
    }

    private static string[]? Split(string text, TimeUnit[] units)
    {
        var fields = new List<string>();
        string rest = text;
        for (int unit = 0; unit < units.Length - 1; unit++)
        {
            int separator = rest.IndexOf(Separator(units[unit]));
            if (separator <= 0)
            {
                return null;
            }

            fields.Add(rest[..separator]);
            rest = rest[(separator + 1)..];
        }

        fields.Add(rest);
        bool plain = fields.TrueForAll(field => field.Length != 0 && field.All(c => char.IsAsciiDigit(c) || c == '.'))
            && fields.Take(fields.Count - 1).All(field => !field.Contains('.'))
            && (units[^1] is TimeUnit.Second || !rest.Contains('.'));
        return plain ? [.. fields] : null;
    }

    private static char Separator(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => '-',
        TimeUnit.Day => ' ',
        _ => ':',
    };

    private static string Form(TimeUnit[] units) => string.Concat(units.Select((unit, index) =>
        index == units.Length - 1 ? Sample(unit) : Sample(unit) + Separator(unit)));

    private static string Sample(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => "1",
        TimeUnit.Month => "2",
        TimeUnit.Day => "3",
        TimeUnit.Hour => "04",
        TimeUnit.Minute => "05",
        TimeUnit.Second => "06.007",
        _ => "1",
    };

    private static int Limit(TimeUnit unit) => unit switch
    {
        TimeUnit.Month => 12,
        TimeUnit.Hour => 24,
        _ => 60,
    };

    private static long Length(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => 12,
        TimeUnit.Quarter => 3,
        TimeUnit.Month => 1,
        TimeUnit.Week => 7 * 86_400_000L,
        TimeUnit.Day => 86_400_000,
        TimeUnit.Hour => 3_600_000,
        TimeUnit.Minute => 60_000,
        TimeUnit.Second => 1_000,
        _ => 1,
    };
}
