using FlinkSql.Columnar;

namespace FlinkSql.Connectors.Formats;

/// <summary>DOUBLE.</summary>
internal readonly struct DoubleParser : IFieldParser<double>
{
    public bool TryParse(ReadOnlySpan<byte> text, out double value) => ValueParser.TryParseDouble(text, out value);
}

/// <summary>FLOAT.</summary>
internal readonly struct FloatParser : IFieldParser<float>
{
    public bool TryParse(ReadOnlySpan<byte> text, out float value) => ValueParser.TryParseFloat(text, out value);
}

/// <summary>DECIMAL in 64 bits.</summary>
internal readonly struct CompactDecimalParser(DecimalType type) : IFieldParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        ValueParser.TryParseDecimal(text, type.Precision, type.Scale, out value);
}

/// <summary>DECIMAL in 128 bits.</summary>
internal readonly struct WideDecimalParser(DecimalType type) : IFieldParser<Int128>
{
    public bool TryParse(ReadOnlySpan<byte> text, out Int128 value) =>
        ValueParser.TryParseDecimal(text, type.Precision, type.Scale, out value);
}

/// <summary>DATE.</summary>
internal readonly struct DateParser : IFieldParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value) => ValueParser.TryParseDate(text, out value);
}

/// <summary>TIME up to milliseconds; a Z behind it is let pass, as some writers put one.</summary>
internal readonly struct MillisTimeParser(int precision) : IFieldParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        bool parsed = ValueParser.TryParseTime(text.TrimEnd((byte)'Z'), precision, out long wide);
        value = (int)wide;
        return parsed;
    }
}

/// <summary>TIME in microseconds or nanoseconds.</summary>
internal readonly struct FineTimeParser(int precision) : IFieldParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        ValueParser.TryParseTime(text.TrimEnd((byte)'Z'), precision, out value);
}

/// <summary>TIMESTAMP_LTZ: an instant with Z or an offset, or a local time of the session's zone.</summary>
internal readonly struct InstantParser(int precision, TimeZoneInfo zone) : IFieldParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        ValueParser.TryParseTimestampLtz(text, precision, zone, out value);
}

/// <summary>INTERVAL YEAR TO MONTH: a number of months, or its SQL text.</summary>
internal readonly struct YearMonthParser : IFieldParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value) =>
        ValueParser.TryParseInt32(text, out value, dropFraction: false)
        || ValueParser.TryParseYearMonthInterval(text, out value);
}

/// <summary>INTERVAL DAY TO SECOND: a number of milliseconds, or its SQL text.</summary>
internal readonly struct DayTimeParser : IFieldParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        ValueParser.TryParseInt64(text, out value, dropFraction: false)
        || ValueParser.TryParseDayTimeInterval(text, out value);
}
