namespace FlinkSql.Columnar;

/// <summary>
/// Instants (TIMESTAMP_LTZ) to and from the local time of a zone. A local time inside a gap is moved forward by the
/// length of the gap; of two instants of one local time the earlier is taken, as Java's calendar does.
/// </summary>
public static class ZonedTime
{
    private static readonly long FirstSecond = -62_135_596_800;
    private static readonly long LastSecond = 253_402_300_799;

    /// <summary>Seconds that the zone's clock is ahead of UTC at an instant given in seconds since 1970.</summary>
    public static long OffsetSeconds(long epochSeconds, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return 0;
        }

        long known = Math.Clamp(epochSeconds, FirstSecond, LastSecond);
        return (long)zone.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(known)).TotalSeconds;
    }

    /// <summary>The local time of an instant, both in the stored unit.</summary>
    public static long ToLocal(long instant, long unitsPerSecond, TimeZoneInfo zone)
    {
        long seconds = TimeUnits.FloorDivide(instant, unitsPerSecond, out _);
        return instant + OffsetSeconds(seconds, zone) * unitsPerSecond;
    }

    /// <summary>The instant of a local time, both in the stored unit.</summary>
    public static long ToInstant(long local, long unitsPerSecond, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return local;
        }

        long seconds = TimeUnits.FloorDivide(local, unitsPerSecond, out _);
        long before = OffsetSeconds(seconds - TimeUnits.SecondsPerDay, zone);
        long after = OffsetSeconds(seconds + TimeUnits.SecondsPerDay, zone);
        bool isAfterChange = before != after
            && OffsetSeconds(seconds - before, zone) != before
            && OffsetSeconds(seconds - after, zone) == after;
        return local - (isAfterChange ? after : before) * unitsPerSecond;
    }
}
