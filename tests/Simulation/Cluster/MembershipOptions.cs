namespace FlinkSql.Tests.Simulation.Cluster;

/// <summary>How wrong the nodes of a simulated cluster are about each other.</summary>
internal sealed record MembershipOptions
{
    /// <summary>The longest time until a node hears of a change; each hears of it by itself.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest time from a death to when anybody knows.</summary>
    public TimeSpan Detection { get; init; } = TimeSpan.FromMilliseconds(2);
}
