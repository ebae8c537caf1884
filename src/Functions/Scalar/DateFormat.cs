using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// DATE_FORMAT: the text of a time by a pattern; a text is first read as yyyy-MM-dd HH:mm:ss, NULL where it is none.
/// </summary>
public static class DateFormat
{
    [ScalarFunction("date_format(timestamp, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(SqlTimestamp value, ReadOnlySpan<byte> pattern, Scratch scratch) =>
        DatePattern.Get(pattern).Format(value, 0, scratch);

    [ScalarFunction("date_format(timestamp_ltz, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(
        SqlTimestamp value, ReadOnlySpan<byte> pattern, Scratch scratch, QueryContext context)
    {
        SqlTimestamp local = TimeCasts.ToLocal(value, context);
        return DatePattern.Get(pattern).Format(local, (local.Milliseconds - value.Milliseconds) / 1_000, scratch);
    }

    [ScalarFunction("date_format(date, string) -> string")]
    public static ReadOnlySpan<byte> Invoke(int days, ReadOnlySpan<byte> pattern, Scratch scratch) =>
        DatePattern.Get(pattern).Format(TimeCasts.DateToTimestamp(days), 0, scratch);

    [ScalarFunction("date_format(string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (!ValueParser.TryParseTimestamp(text, 6, out long microseconds))
        {
            return false;
        }

        result = Invoke(SqlTimestamp.FromUnits(microseconds, 6), pattern, scratch);
        return true;
    }
}
