using System.Globalization;
using System.Text;
using FlinkSql.Columnar;
using FlinkSql.Parser.Ast;
using FlinkSql.Planner.Expressions;

namespace FlinkSql.Planner.Binding;

/// <summary>Constants as written to values with a type; nothing is rounded.</summary>
internal sealed class LiteralBinder(BindEnvironment environment)
{
    public LiteralExpr? Bind(LiteralSyntax literal) => literal switch
    {
        IntegerLiteralSyntax integer => Integer(integer, negative: false),
        DecimalLiteralSyntax number => Exact(number, number.Text, negative: false),
        DoubleLiteralSyntax number => Approximate(number),
        StringLiteralSyntax text => new LiteralExpr(text.Value, Text(text.Value)),
        BinaryLiteralSyntax binary => Binary(Convert.FromHexString(binary.Hex)),
        BooleanLiteralSyntax truth => new LiteralExpr(truth.Value, DataTypes.Boolean.NotNull()),
        UnknownLiteralSyntax => new LiteralExpr(null, DataTypes.Boolean),
        NullLiteralSyntax => new LiteralExpr(null, DataTypes.Null),
        DateLiteralSyntax date => Time(date, date.Text, DataTypes.Date, "DATE", "'yyyy-MM-dd'"),
        TimeLiteralSyntax time => TimeOfDay(time),
        TimestampLiteralSyntax timestamp => Timestamp(timestamp),
        IntervalLiteralSyntax interval => Interval(interval),
        _ => throw new InvalidOperationException($"binder: {literal.GetType().Name} is not a known literal"),
    };

    /// <summary>The constant behind a minus sign; null when the literal is no number.</summary>
    public LiteralExpr? BindNegative(LiteralSyntax literal) => literal switch
    {
        IntegerLiteralSyntax integer => Integer(integer, negative: true),
        DecimalLiteralSyntax number => Exact(number, number.Text, negative: true),
        _ => null,
    };

    private LiteralExpr? Integer(IntegerLiteralSyntax literal, bool negative)
    {
        string text = negative ? "-" + literal.Digits : literal.Digits;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int small))
        {
            return new LiteralExpr(small, DataTypes.Int.NotNull());
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long large)
            ? new LiteralExpr(large, DataTypes.BigInt.NotNull())
            : Exact(literal, literal.Digits, negative);
    }

    private LiteralExpr? Exact(LiteralSyntax literal, string text, bool negative)
    {
        int point = text.IndexOf('.');
        int scale = point < 0 ? 0 : text.Length - point - 1;
        string digits = point < 0 ? text : text.Remove(point, 1);
        if (digits.Length > DecimalType.MaxPrecision)
        {
            digits = digits.TrimStart('0').PadLeft(scale, '0');
        }

        if (digits.Length > DecimalType.MaxPrecision)
        {
            environment.Report(BinderErrors.LiteralRange(
                environment.SpanOf(literal),
                $"the number has {digits.Length} digits",
                "a DECIMAL has up to 38; write it as 1.5e3 for a DOUBLE"));
            return null;
        }

        var type = new DecimalType(Math.Max(1, digits.Length), scale, Nullable: false);
        Int128 unscaled = digits.Length == 0 ? 0 : Int128.Parse(digits, CultureInfo.InvariantCulture);
        unscaled = negative ? -unscaled : unscaled;
        return new LiteralExpr(type.Physical is PhysicalType.Int64 ? (long)unscaled : unscaled, type);
    }

    private LiteralExpr? Approximate(DoubleLiteralSyntax literal)
    {
        double value = double.Parse(literal.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
        {
            return new LiteralExpr(value, DataTypes.Double.NotNull());
        }

        environment.Report(BinderErrors.LiteralRange(
            environment.SpanOf(literal), $"{literal.Text} is beyond DOUBLE", "a DOUBLE reaches to about 1.8e308"));
        return null;
    }

    private static StringType Text(string value) => new(value.EnumerateRunes().Count(), Fixed: true, Nullable: false);

    private static LiteralExpr Binary(byte[] bytes) =>
        new(bytes, new BinaryType(bytes.Length, Fixed: true, Nullable: false));

    private LiteralExpr? Timestamp(TimestampLiteralSyntax literal)
    {
        string name = literal.WithLocalTimeZone ? "TIMESTAMP_LTZ" : "TIMESTAMP";
        var type = new TimestampType(FractionDigits(literal.Text), literal.WithLocalTimeZone);
        if (type.Precision > 6 && !Parses(literal.Text, type) && Parses(literal.Text, type with { Precision = 6 }))
        {
            environment.Report(BinderErrors.LiteralRange(
                environment.SpanOf(literal),
                $"{type.Name} reaches from 1677-09-21 to 2262-04-11",
                "write 6 digits behind the point at most"));
            return null;
        }

        return Time(literal, literal.Text, type, name, "'yyyy-MM-dd HH:mm:ss' with up to 9 digits behind the point");
    }

    // A TIME constant is TIME(0), as in Flink.
    private LiteralExpr? TimeOfDay(TimeLiteralSyntax literal)
    {
        int digits = FractionDigits(literal.Text);
        string whole = digits == 0 ? literal.Text : literal.Text[..literal.Text.LastIndexOf('.')];
        LiteralExpr? bound = Time(literal, whole, DataTypes.Time, "TIME", "'HH:mm:ss'");
        if (bound is not null && digits != 0)
        {
            environment.Report(BinderErrors.TimeFraction(environment.SpanOf(literal)));
        }

        return bound;
    }

    private bool Parses(string text, DataType type) =>
        ValueParser.TryParse(Encoding.UTF8.GetBytes(text), type, out _, environment.Context.Options.Zone);

    private LiteralExpr? Time(LiteralSyntax literal, string text, DataType type, string name, string form)
    {
        if (ValueParser.TryParse(Encoding.UTF8.GetBytes(text), type, out object? value, environment.Context.Options.Zone)
            && value is not null)
        {
            return new LiteralExpr(value, type.NotNull());
        }

        environment.Report(BinderErrors.InvalidLiteral(environment.SpanOf(literal), name, text, form));
        return null;
    }

    private static int FractionDigits(string text)
    {
        int point = text.LastIndexOf('.');
        int digits = 0;
        while (point >= 0 && point + digits + 1 < text.Length && char.IsAsciiDigit(text[point + digits + 1]))
        {
            digits++;
        }

        return Math.Min(digits, 9);
    }

    private LiteralExpr? Interval(IntervalLiteralSyntax literal)
    {
        IntervalReading reading = IntervalText.Read(literal);
        if (reading.Problem is { } problem)
        {
            environment.Report(BinderErrors.InvalidInterval(
                environment.SpanOf(literal), literal.Text, IntervalText.Name(literal.Qualifier), problem, reading.Hint));
            return null;
        }

        return reading.Months
            ? new LiteralExpr((int)reading.Value, DataTypes.YearMonthInterval.NotNull())
            : new LiteralExpr(reading.Value, DataTypes.DayTimeInterval.NotNull());
    }
}
