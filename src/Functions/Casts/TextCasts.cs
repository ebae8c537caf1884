using FlinkSql.Columnar;

namespace FlinkSql.Functions.Casts;

/// <summary>Casts to CHAR, VARCHAR and STRING: the text, cut to the length of the target, padded for CHAR.</summary>
public static class TextCasts
{
    [Cast("boolean -> string")]
    public static ReadOnlySpan<byte> ToText(bool value, DataType from, DataType to, Scratch scratch) =>
        Fit(value ? "TRUE"u8 : "FALSE"u8, to, scratch);

    [Cast("tinyint -> string")]
    [Cast("smallint -> string")]
    [Cast("int -> string")]
    [Cast("bigint -> string")]
    public static ReadOnlySpan<byte> ToText(long value, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteInt64(text, value)], to, scratch);
    }

    [Cast("float -> string")]
    public static ReadOnlySpan<byte> ToText(float value, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteFloat(text, value)], to, scratch);
    }

    [Cast("double -> string")]
    public static ReadOnlySpan<byte> ToText(double value, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteDouble(text, value)], to, scratch);
    }

    [Cast("decimal -> string")]
    public static ReadOnlySpan<byte> ToText(SqlDecimal value, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteDecimal(text, value.Unscaled, value.Scale)], to, scratch);
    }

    [Cast("date -> string")]
    public static ReadOnlySpan<byte> DateToText(int days, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteDate(text, days)], to, scratch);
    }

    [Cast("time -> string")]
    public static ReadOnlySpan<byte> TimeToText(long nanos, DataType from, DataType to, Scratch scratch)
    {
        int precision = ((TimeType)from).Precision;
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteTime(text, SqlTime.ToUnits(nanos, precision), precision)], to, scratch);
    }

    [Cast("timestamp -> string")]
    public static ReadOnlySpan<byte> ToText(SqlTimestamp value, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..WriteTimestamp(text, value, ((TimestampType)from).Precision)], to, scratch);
    }

    [Cast("timestamp_ltz -> string")]
    public static ReadOnlySpan<byte> ToText(
        SqlTimestamp value, DataType from, DataType to, Scratch scratch, QueryContext context) =>
        ToText(TimeCasts.ToLocal(value, context), from, to, scratch);

    [Cast("interval_month -> string")]
    public static ReadOnlySpan<byte> MonthsToText(int months, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteYearMonthInterval(text, months)], to, scratch);
    }

    [Cast("interval_day -> string")]
    public static ReadOnlySpan<byte> IntervalToText(long milliseconds, DataType from, DataType to, Scratch scratch)
    {
        Span<byte> text = stackalloc byte[Utf8Text.MaxLength];
        return Keep(text[..Utf8Text.WriteDayTimeInterval(text, milliseconds)], to, scratch);
    }

    [Cast("string -> string")]
    public static ReadOnlySpan<byte> ToText(ReadOnlySpan<byte> value, DataType from, DataType to, Scratch scratch) =>
        Fit(value, to, scratch);

    /// <summary>Writes a timestamp of any range; nanoseconds do not have to fit 64 bits.</summary>
    internal static int WriteTimestamp(Span<byte> text, SqlTimestamp value, int precision)
    {
        if (precision <= 6)
        {
            return Utf8Text.WriteTimestamp(text, value.ToUnits(precision), precision);
        }

        int length = Utf8Text.WriteTimestamp(text, value.ToUnits(6), 6);
        int rest = value.NanosOfMillisecond % 1_000;
        for (int digit = 6, unit = 100; digit < precision; digit++, unit /= 10)
        {
            text[length++] = (byte)('0' + rest / unit % 10);
        }

        return length;
    }

    /// <summary>Cuts text to the length of a type in code points, or pads it with blanks for CHAR.</summary>
    internal static ReadOnlySpan<byte> Fit(ReadOnlySpan<byte> value, DataType to, Scratch scratch)
    {
        var type = (StringType)to;
        if (!type.Fixed && value.Length <= type.Length)
        {
            return value;
        }

        int characters = CodePoints.Count(value);
        if (characters > type.Length)
        {
            return value[..CodePoints.Offset(value, type.Length)];
        }

        if (!type.Fixed || characters == type.Length)
        {
            return value;
        }

        Span<byte> padded = scratch.Take(value.Length + type.Length - characters);
        value.CopyTo(padded);
        padded[value.Length..].Fill((byte)' ');
        return padded;
    }

    private static ReadOnlySpan<byte> Keep(scoped ReadOnlySpan<byte> value, DataType to, Scratch scratch) =>
        Fit(scratch.Copy(value), to, scratch);
}
