using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// UNIX_TIMESTAMP: seconds since 1970 of now, or of a text in the session zone; an error where it is no time.
/// </summary>
public static class UnixTimestamp
{
    private static ReadOnlySpan<byte> UsualPattern => "yyyy-MM-dd HH:mm:ss"u8;

    [ScalarFunction("unix_timestamp() -> bigint", Deterministic = false)]
    public static long Invoke(QueryContext context) => context.NowMilliseconds / 1_000;

    [ScalarFunction("unix_timestamp(string) -> bigint")]
    public static long Invoke(ReadOnlySpan<byte> text, QueryContext context) => Invoke(text, UsualPattern, context);

    /// <summary>Text that does not fit gives the least number, as in Flink.</summary>
    [ScalarFunction("unix_timestamp(string, string) -> bigint")]
    public static long Invoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, QueryContext context)
    {
        if (!DatePattern.Get(pattern).TryParse(text, wholeText: false, out SqlTimestamp value, out bool hasOffset))
        {
            return long.MinValue;
        }

        SqlTimestamp instant = hasOffset ? value : TimeCasts.ToInstant(value, context);
        return TimeUnits.FloorDivide(instant.Milliseconds, 1_000, out _);
    }
}
