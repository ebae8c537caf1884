using FlinkSql.Columnar;
using FlinkSql.Functions.Casts;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>TO_DATE: the date of a text, by a pattern or in the form yyyy-MM-dd; NULL where it is none.</summary>
public static class ToDate
{
    [ScalarFunction("to_date(string) -> date")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, out int days) => ValueParser.TryParseDate(text, out days);

    [ScalarFunction("to_date(string, string) -> date")]
    public static bool TryInvoke(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, out int days)
    {
        bool parsed = DatePattern.Get(pattern).TryParse(text, wholeText: false, out SqlTimestamp value, out _);
        days = TimeCasts.TimestampToDate(value);
        return parsed;
    }
}
