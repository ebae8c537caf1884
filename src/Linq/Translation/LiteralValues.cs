using System.Globalization;
using FlinkSql.Parser.Ast;

namespace FlinkSql.Linq.Translation;

/// <summary>.NET values as SQL literals.</summary>
internal static class LiteralValues
{
    private static readonly CultureInfo s_plain = CultureInfo.InvariantCulture;

    /// <summary>The literal; null for a value that SQL has none for.</summary>
    public static ExpressionSyntax? Of(object? value) => value switch
    {
        null => new NullLiteralSyntax(),
        bool truth => new BooleanLiteralSyntax(truth),
        sbyte or short or int or long => Integer(Convert.ToInt64(value, s_plain)),
        float number => float.IsFinite(number) ? Syntax.Cast(Double(number.ToString("R", s_plain)), typeof(float)) : null,
        double number => double.IsFinite(number) ? Double(number.ToString("R", s_plain)) : null,
        decimal number => Decimal(number),
        string text => new StringLiteralSyntax(text),
        Enum name => new StringLiteralSyntax(name.ToString()),
        byte[] bytes => new BinaryLiteralSyntax(Convert.ToHexString(bytes)),
        DateTime time => new TimestampLiteralSyntax(time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", s_plain)),
        DateTimeOffset instant =>
            Syntax.Call("TO_TIMESTAMP_LTZ", Integer(instant.ToUnixTimeMilliseconds()), Integer(3)),
        DateOnly date => new DateLiteralSyntax(date.ToString("yyyy-MM-dd", s_plain)),
        TimeOnly time => new TimeLiteralSyntax(time.ToString("HH:mm:ss.FFFFFFF", s_plain)),
        TimeSpan length => Interval(length),
        _ => null,
    };

    public static ExpressionSyntax Integer(long value)
    {
        string digits = value.ToString(s_plain);
        return Signed(digits, text => new IntegerLiteralSyntax(text));
    }

    /// <summary>The interval in the largest unit of which it is a whole number.</summary>
    public static IntervalLiteralSyntax Interval(TimeSpan length)
    {
        TimeSpan size = length.Duration();
        (TimeUnit unit, string text) = size switch
        {
            _ when size.Ticks == 0 => (TimeUnit.Second, "0"),
            _ when size.Ticks % TimeSpan.TicksPerDay == 0 => (TimeUnit.Day, $"{size.Ticks / TimeSpan.TicksPerDay}"),
            _ when size.Ticks % TimeSpan.TicksPerHour == 0 => (TimeUnit.Hour, $"{size.Ticks / TimeSpan.TicksPerHour}"),
            _ when size.Ticks % TimeSpan.TicksPerMinute == 0 => (TimeUnit.Minute, $"{size.Ticks / TimeSpan.TicksPerMinute}"),
            _ => (TimeUnit.Second, (size.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.###", s_plain)),
        };
        int digits = text.Split('.')[0].Length;
        var qualifier = new IntervalQualifierSyntax(unit) { Precision = digits > 2 ? digits : null };
        return new IntervalLiteralSyntax(text, qualifier) { Negative = length < TimeSpan.Zero };
    }

    private static ExpressionSyntax Decimal(decimal value)
    {
        string text = value.ToString(s_plain);
        return text.Contains('.', StringComparison.Ordinal)
            ? Signed(text, digits => new DecimalLiteralSyntax(digits))
            : Signed(text, digits => new IntegerLiteralSyntax(digits));
    }

    private static ExpressionSyntax Double(string text) =>
        Signed(text, digits => new DoubleLiteralSyntax(
            digits.Contains('E', StringComparison.Ordinal) ? digits.Replace("E+", "E", StringComparison.Ordinal) : digits + "E0"));

    // A literal has no sign: the minus is an operator, as when it is read.
    private static ExpressionSyntax Signed(string text, Func<string, ExpressionSyntax> literal) =>
        text[0] == '-' ? new UnarySyntax(UnaryOperator.Minus, literal(text[1..])) : literal(text);
}
