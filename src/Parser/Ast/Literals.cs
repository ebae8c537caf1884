namespace FlinkSql.Parser.Ast;

/// <summary>A constant as written; nothing is converted yet, so no digit is lost.</summary>
public abstract record LiteralSyntax : ExpressionSyntax;

/// <summary>Digits without point or exponent; may exceed 64 bits. Never signed.</summary>
public sealed record IntegerLiteralSyntax(string Digits) : LiteralSyntax;

/// <summary>Exact number with a point, text as written: <c>1.50</c>, <c>.5</c>.</summary>
public sealed record DecimalLiteralSyntax(string Text) : LiteralSyntax;

/// <summary>Approximate number with an exponent, text as written: <c>1.5e-3</c>.</summary>
public sealed record DoubleLiteralSyntax(string Text) : LiteralSyntax;

/// <summary>Character string, quotes and escapes decoded; adjacent literals are joined.</summary>
public sealed record StringLiteralSyntax(string Value) : LiteralSyntax
{
    /// <summary>The character set of <c>_UTF8'..'</c>, or null.</summary>
    public string? Charset { get; init; }
}

/// <summary><c>x'CAFE'</c>: upper-case hexadecimal digits, an even number of them.</summary>
public sealed record BinaryLiteralSyntax(string Hex) : LiteralSyntax;

/// <summary>TRUE or FALSE. (UNKNOWN as a literal is <see cref="UnknownLiteralSyntax"/>.)</summary>
public sealed record BooleanLiteralSyntax(bool Value) : LiteralSyntax;

/// <summary>UNKNOWN: the boolean null.</summary>
public sealed record UnknownLiteralSyntax : LiteralSyntax;

/// <summary>NULL.</summary>
public sealed record NullLiteralSyntax : LiteralSyntax;

/// <summary>DATE '2024-02-29': the text between the quotes, unchecked.</summary>
public sealed record DateLiteralSyntax(string Text) : LiteralSyntax;

/// <summary>TIME '12:00:00.5': the text between the quotes, unchecked.</summary>
public sealed record TimeLiteralSyntax(string Text) : LiteralSyntax;

/// <summary>TIMESTAMP '2024-02-29 12:00:00.123': the text between the quotes, unchecked.</summary>
public sealed record TimestampLiteralSyntax(string Text) : LiteralSyntax
{
    /// <summary>True for TIMESTAMP WITH LOCAL TIME ZONE '..' and TIMESTAMP_LTZ '..'.</summary>
    public bool WithLocalTimeZone { get; init; }
}

/// <summary>INTERVAL [-] '1 02:03' DAY TO MINUTE. A sign inside the quotes stays in <paramref name="Text"/>.</summary>
public sealed record IntervalLiteralSyntax(string Text, IntervalQualifierSyntax Qualifier) : LiteralSyntax
{
    /// <summary>True with a minus between INTERVAL and the quotes.</summary>
    public bool Negative { get; init; }
}

/// <summary>DAY(2) TO SECOND(3), or just MINUTE.</summary>
public sealed record IntervalQualifierSyntax(TimeUnit Start) : SyntaxNode
{
    /// <summary>Digits of the start unit.</summary>
    public int? Precision { get; init; }

    /// <summary>The unit after TO.</summary>
    public TimeUnit? End { get; init; }

    /// <summary>Fraction digits of SECOND.</summary>
    public int? FractionalPrecision { get; init; }
}

/// <summary>A unit of time as an argument: EXTRACT(<b>YEAR</b> FROM ts), TIMESTAMPADD(<b>DAY</b>, 1, ts).</summary>
public sealed record TimeUnitSyntax(TimeUnit Unit) : ExpressionSyntax;

/// <summary>The units EXTRACT, FLOOR, CEIL, TIMESTAMPADD and intervals know.</summary>
public enum TimeUnit
{
    Nanosecond, Microsecond, Millisecond, Second, Minute, Hour, Day, Week, Month, Quarter, Year,
    Decade, Century, Millennium, Epoch, DayOfWeek, IsoDayOfWeek, DayOfYear, IsoYear,
}
