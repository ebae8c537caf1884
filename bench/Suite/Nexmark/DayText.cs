using System.Runtime.CompilerServices;

namespace FlinkSql.Bench.Suite.Nexmark;

/// <summary>The text of the day a time is of, made once a day.</summary>
internal sealed class DayText
{
    private const long Milliseconds = 86_400_000;

    private readonly byte[] _text = new byte[10];
    private long _day = -1;

    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The number of the day of a time; its text is at hand afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Of(long time)
    {
        long day = time / Milliseconds;
        if (day != _day)
        {
            _day = day;
            DateTime.UnixEpoch.AddDays(day).TryFormat(_text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        return day;
    }
}
