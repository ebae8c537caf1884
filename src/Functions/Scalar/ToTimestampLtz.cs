using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// TO_TIMESTAMP_LTZ: the instant of a number of seconds (precision 0) or milliseconds (3), or of a text; NULL outside
/// the years 0 to 9999.
/// </summary>
public static class ToTimestampLtz
{
    private const long LeastMillisecond = -62_167_219_200_000;
    private const long GreatestMillisecond = 253_402_300_799_999;

    [ScalarFunction("to_timestamp_ltz(bigint) -> timestamp_ltz(3)")]
    public static bool TryInvoke(long number, out SqlTimestamp value) => TryInvoke(number, 3, out value);

    [ScalarFunction("to_timestamp_ltz(bigint, int) -> timestamp_ltz(3)")]
    public static bool TryInvoke(long number, int precision, out SqlTimestamp value)
    {
        long perUnit = PerUnit(precision);
        value = new SqlTimestamp(unchecked(number * perUnit), 0);
        return number >= LeastMillisecond / perUnit && number <= GreatestMillisecond / perUnit;
    }

    [ScalarFunction("to_timestamp_ltz(double, int) -> timestamp_ltz(3)")]
    public static bool TryInvoke(double number, int precision, out SqlTimestamp value)
    {
        double milliseconds = number * PerUnit(precision);
        value = new SqlTimestamp((long)milliseconds, 0);
        return milliseconds is >= LeastMillisecond and <= GreatestMillisecond;
    }

    [ScalarFunction("to_timestamp_ltz(decimal, int) -> timestamp_ltz(3)")]
    public static bool TryInvoke(SqlDecimal number, int precision, out SqlTimestamp value) =>
        TryInvoke(DecimalCasts.ToInt64(number), precision, out value);

    [ScalarFunction("to_timestamp_ltz(string) -> timestamp_ltz(3)")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, out SqlTimestamp value)
    {
        bool parsed = ValueParser.TryParseTimestampLtz(text, 3, TimeZoneInfo.Utc, out long milliseconds);
        value = new SqlTimestamp(milliseconds, 0);
        return parsed;
    }

    [ScalarFunction("to_timestamp_ltz(string, string) -> timestamp_ltz(3)")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out SqlTimestamp value) =>
        TryInvoke(text, pattern, "UTC"u8, out value);

    [ScalarFunction("to_timestamp_ltz(string, string, string) -> timestamp_ltz(3)")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> zone, out SqlTimestamp value)
    {
        bool parsed = DatePattern.Get(pattern).TryParse(text, wholeText: true, out value, out bool hasOffset);
        value = value.Cut(3);
        if (!hasOffset)
        {
            value = value with { Milliseconds = ZonedTime.ToInstant(value.Milliseconds, 1_000, Zones.Find(zone)) };
        }

        return parsed;
    }

    private static long PerUnit(int precision) => precision switch
    {
        0 => 1_000,
        3 => 1,
        _ => throw new QueryException(
            "FLS6003", $"TO_TIMESTAMP_LTZ takes precision 0 for seconds or 3 for milliseconds, not {precision}"),
    };
}
