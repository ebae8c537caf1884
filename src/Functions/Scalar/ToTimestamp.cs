using FlinkSql.Columnar;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>
/// TO_TIMESTAMP: the timestamp of a text, by a pattern or in the form yyyy-MM-dd HH:mm:ss; NULL where it is none.
/// </summary>
public static class ToTimestamp
{
    [ScalarFunction("to_timestamp(string) -> timestamp(3)")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, out SqlTimestamp value)
    {
        bool parsed = ValueParser.TryParseTimestamp(text, 3, out long milliseconds);
        value = new SqlTimestamp(milliseconds, 0);
        return parsed;
    }

    /// <summary>Text that does not fit the pattern may still have the usual form.</summary>
    [ScalarFunction("to_timestamp(string, string) -> timestamp(3)")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out SqlTimestamp value)
    {
        if (!DatePattern.Get(pattern).TryParse(text, wholeText: true, out value, out _))
        {
            return TryInvoke(text, out value);
        }

        value = value.Cut(3);
        return true;
    }
}
