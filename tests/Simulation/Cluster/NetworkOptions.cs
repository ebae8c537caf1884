namespace FlinkSql.Tests.Simulation.Cluster;

/// <summary>How a simulated network misbehaves; 0 is never.</summary>
internal sealed record NetworkOptions
{
    /// <summary>The longest way of a message.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMicroseconds(50);

    /// <summary>After how long without an answer a connection counts as broken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A message in so many takes up to a hundred times as long, and those behind it too.</summary>
    public int ClogOneIn { get; init; }

    /// <summary>A connection breaks at one message in so many; its owner hears of it.</summary>
    public int ResetOneIn { get; init; }
}
