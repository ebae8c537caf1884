using FlinkSql.Columnar;
using FlinkSql.Functions.Time;

namespace FlinkSql.Functions.Scalar;

/// <summary>CONVERT_TZ: the local time of one zone as that of another; NULL where the text is no time.</summary>
public static class ConvertTz
{
    private static ReadOnlySpan<byte> UsualPattern => "yyyy-MM-dd HH:mm:ss"u8;

    [ScalarFunction("convert_tz(string, string, string) -> string")]
    public static bool TryInvoke(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, Scratch scratch, out ReadOnlySpan<byte> result)
    {
        DatePattern pattern = DatePattern.Get(UsualPattern);
        result = default;
        if (!pattern.TryParse(text, wholeText: false, out SqlTimestamp value, out _))
        {
            return false;
        }

        long instant = ZonedTime.ToInstant(value.Milliseconds, 1_000, Zones.Find(from));
        result = pattern.Format(new SqlTimestamp(ZonedTime.ToLocal(instant, 1_000, Zones.Find(to)), 0), 0, scratch);
        return true;
    }
}
