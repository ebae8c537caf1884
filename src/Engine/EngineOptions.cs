using FlinkSql.Connectors;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Engine;

/// <summary>What an engine is made with. The defaults suit a program or a prompt on one machine.</summary>
public sealed record EngineOptions
{
    /// <summary>Runs the tasks; null for threads, one per core. The engine disposes only what it made itself.</summary>
    public IRuntime? Runtime { get; init; }

    /// <summary>The connectors; null for those that come with the engine.</summary>
    public ConnectorRegistry? Connectors { get; init; }

    /// <summary>Where compiled queries are kept between runs; null for the user's cache folder, empty for nowhere.</summary>
    public string? CodeCache { get; init; }

    /// <summary>Rows that a query's reader may be behind before the query waits, in batches.</summary>
    public int ResultCapacity { get; init; } = 64;
}
