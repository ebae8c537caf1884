namespace FlinkSql.Runtime.Time;

/// <summary>
/// The time line windows lie on. Windows over TIMESTAMP lie on the line of the watermark itself; those over
/// TIMESTAMP_LTZ lie on the local time of the session zone, so that a day is a day there.
/// </summary>
public sealed class WindowClock
{
    // Zones change their offset only at whole quarters of an hour.
    private const long Quarter = 15 * 60 * 1000;

    // Watermarks beyond these mean "all" and "none"; window arithmetic stays far from overflow.
    private const long Limit = 1L << 61;

    private readonly TimeZoneInfo? _zone;
    private long _quarter = long.MinValue;
    private long _offset;

    /// <param name="zone">The zone of local windows; null when windows lie on the line of the watermark.</param>
    public WindowClock(TimeZoneInfo? zone) =>
        _zone = zone is null || ReferenceEquals(zone, TimeZoneInfo.Utc) || zone.BaseUtcOffset == TimeSpan.Zero
            && !zone.SupportsDaylightSavingTime ? null : zone;

    /// <summary>The place of an instant on the line.</summary>
    public long FromInstant(long instant)
    {
        if (_zone is null)
        {
            return instant;
        }

        long quarter = WindowShape.Align(instant, Quarter, 0);
        if (quarter != _quarter)
        {
            _quarter = quarter;
            _offset = Offset(_zone, instant);
        }

        return instant + _offset;
    }

    /// <summary>
    /// The watermark at which a time on the line has passed for good. Of a local time that the clock shows twice it
    /// is the later instant; of one that it skips, the instant of the jump.
    /// </summary>
    public long ToInstant(long local)
    {
        if (_zone is null)
        {
            return local;
        }

        const long Day = 24 * 60 * 60 * 1000;
        long before = Offset(_zone, local - Day);
        long after = Offset(_zone, local + Day);
        long earlier = local - Math.Max(before, after);
        long later = local - Math.Min(before, after);
        if (Offset(_zone, later) == local - later)
        {
            return later;
        }

        return Offset(_zone, earlier) == local - earlier ? earlier : Jump(_zone, earlier, later);
    }

    /// <summary>A watermark without the extremes that would overflow window arithmetic.</summary>
    public static long Clamp(long watermark) => Math.Clamp(watermark, -Limit, Limit);

    private static long Jump(TimeZoneInfo zone, long from, long to)
    {
        long start = Offset(zone, from);
        long instant = WindowShape.Align(from, Quarter, 0);
        while (instant < to && Offset(zone, instant + Quarter) == start)
        {
            instant += Quarter;
        }

        return instant + Quarter;
    }

    private static long Offset(TimeZoneInfo zone, long instant)
    {
        long known = Math.Clamp(instant, -62_135_596_800_000 + 86_400_000, 253_402_300_799_000 - 86_400_000);
        return (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(known)).TotalMilliseconds;
    }
}
