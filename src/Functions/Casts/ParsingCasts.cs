using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Casts from text; false means that the text is no value of the type.</summary>
public static class ParsingCasts
{
    [Cast("string -> boolean")]
    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value) => ValueParser.TryParseBoolean(text, out value);

    [Cast("string -> tinyint")]
    public static bool TryInt8(ReadOnlySpan<byte> text, out sbyte value) => ValueParser.TryParseInt8(text, out value);

    [Cast("string -> smallint")]
    public static bool TryInt16(ReadOnlySpan<byte> text, out short value) => ValueParser.TryParseInt16(text, out value);

    [Cast("string -> int")]
    public static bool TryInt32(ReadOnlySpan<byte> text, out int value) => ValueParser.TryParseInt32(text, out value);

    [Cast("string -> bigint")]
    public static bool TryInt64(ReadOnlySpan<byte> text, out long value) => ValueParser.TryParseInt64(text, out value);

    [Cast("string -> float")]
    public static bool TryFloat(ReadOnlySpan<byte> text, out float value) => ValueParser.TryParseFloat(text, out value);

    [Cast("string -> double")]
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value) => ValueParser.TryParseDouble(text, out value);

    /// <summary>Too many digits are NULL, as for other numbers; text that is no number is an error.</summary>
    [Cast("string -> decimal", NullOnFailure = true, Strict = true)]
    public static bool DecimalOrFail(ReadOnlySpan<byte> text, DataType from, DataType to, out SqlDecimal value)
    {
        if (TryDecimal(text, from, to, out value))
        {
            return true;
        }

        if (!ValueParser.TryParseDouble(text, out double number) || !double.IsFinite(number))
        {
            CastErrors.Throw(text, to);
        }

        return false;
    }

    [Cast("string -> decimal")]
    public static bool TryDecimal(ReadOnlySpan<byte> text, DataType from, DataType to, out SqlDecimal value)
    {
        var type = (DecimalType)to;
        bool parsed = ValueParser.TryParseDecimal(text, type.Precision, type.Scale, out Int128 unscaled);
        value = new SqlDecimal(unscaled, type.Precision, type.Scale);
        return parsed;
    }

    [Cast("string -> date")]
    public static bool TryDate(ReadOnlySpan<byte> text, out int days) => ValueParser.TryParseDate(text, out days);

    [Cast("string -> time")]
    public static bool TryTime(ReadOnlySpan<byte> text, DataType from, DataType to, out long nanos)
    {
        int precision = ((TimeType)to).Precision;
        bool parsed = ValueParser.TryParseTime(text, precision, out long units);
        nanos = SqlTime.FromUnits(units, precision);
        return parsed;
    }

    [Cast("string -> timestamp")]
    public static bool TryTimestamp(ReadOnlySpan<byte> text, DataType from, DataType to, out SqlTimestamp value)
    {
        int precision = ((TimestampType)to).Precision;
        bool parsed = ValueParser.TryParseTimestamp(text, Math.Min(precision, 6), out long units);
        value = AddNanoseconds(SqlTimestamp.FromUnits(units, Math.Min(precision, 6)), text, precision);
        return parsed;
    }

    [Cast("string -> timestamp_ltz")]
    public static bool TryInstant(
        ReadOnlySpan<byte> text, DataType from, DataType to, QueryContext context, out SqlTimestamp value)
    {
        int precision = ((TimestampType)to).Precision;
        bool parsed = ValueParser.TryParseTimestampLtz(text, Math.Min(precision, 6), context.Zone, out long units);
        value = AddNanoseconds(SqlTimestamp.FromUnits(units, Math.Min(precision, 6)), text, precision);
        return parsed;
    }

    [Cast("string -> interval_month")]
    public static bool TryMonths(ReadOnlySpan<byte> text, out int months) =>
        ValueParser.TryParseYearMonthInterval(text, out months);

    [Cast("string -> interval_day")]
    public static bool TryInterval(ReadOnlySpan<byte> text, out long milliseconds) =>
        ValueParser.TryParseDayTimeInterval(text, out milliseconds);

    /// <summary>
    /// The seventh to ninth digit of the fraction. They are read apart, because 64 bits of nanoseconds reach only from
    /// 1677 to 2262 and a cast must not.
    /// </summary>
    private static SqlTimestamp AddNanoseconds(SqlTimestamp value, ReadOnlySpan<byte> text, int precision)
    {
        int at = text.IndexOf((byte)'.') + 7;
        if (precision <= 6 || at == 6)
        {
            return value;
        }

        int nanos = 0;
        for (int digit = 6, unit = 100; digit < precision && at < text.Length; digit++, at++, unit /= 10)
        {
            if (!char.IsAsciiDigit((char)text[at]))
            {
                break;
            }

            nanos += (text[at] - '0') * unit;
        }

        return value with { NanosOfMillisecond = value.NanosOfMillisecond + nanos };
    }
}
