namespace FlinkSql.Functions;

/// <summary>What functions may know about the query they run in: its session zone and its clock.</summary>
public sealed class QueryContext(TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>The session time zone, <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The clock of the runtime; virtual in tests.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The seed of RAND() and UUID() streams that were given none.</summary>
    public long Seed { get; init; }
}
