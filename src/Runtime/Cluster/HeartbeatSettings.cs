namespace FlinkSql.Runtime.Cluster;

/// <summary>How a JobManager and a TaskManager notice that they do not reach each other any more.</summary>
public sealed record HeartbeatSettings
{
    /// <summary><c>heartbeat.interval</c>.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>heartbeat.timeout</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(50);
}
