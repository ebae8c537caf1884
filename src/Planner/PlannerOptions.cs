using FlinkSql.Functions;
using FlinkSql.Planner.Catalog;

namespace FlinkSql.Planner;

/// <summary>The settings that shape a plan; each has the name of its SQL option.</summary>
public sealed record PlannerOptions
{
    /// <summary><c>parallelism.default</c>.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary><c>pipeline.operator-chaining</c>.</summary>
    public bool Chaining { get; init; } = true;

    /// <summary><c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary><c>table.exec.source.idle-timeout</c>; zero is never. The plan does not depend on it, its advice does.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>pipeline.auto-watermark-interval</c>, for EXPLAIN WATERMARK.</summary>
    public TimeSpan WatermarkInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary><c>execution.checkpointing.interval</c>, for EXPLAIN DELIVERY; null takes none.</summary>
    public TimeSpan? CheckpointInterval { get; init; }

    /// <summary><c>state.backend.type</c> is <c>rocksdb</c>, for EXPLAIN STATE.</summary>
    public bool UsesRocksDb { get; init; }

    /// <summary><c>table.exec.state.ttl</c>, for EXPLAIN STATE; zero is for ever.</summary>
    public TimeSpan StateTtl { get; init; }

    /// <summary>
    /// Whether exchanges stay where one subtask feeds one: rows under way in a checkpoint are then found by the same
    /// operator at every parallelism.
    /// </summary>
    public bool KeepsExchanges { get; init; }

    /// <summary><c>table.exec.source.cdc-events-duplicate</c>: whether a source of changes may repeat some.</summary>
    public bool SourceEventsDuplicate { get; init; }

    /// <summary><c>table.exec.emit.*</c>: when windows fire besides at their end.</summary>
    public EmissionSettings Emission { get; init; } = EmissionSettings.None;

    /// <summary><c>table.exec.output-mode</c> and <c>table.exec.output-trigger</c>.</summary>
    public OutputRequest Output { get; init; } = OutputRequest.None;

    /// <summary>Whether results of queries are shown as tables that change in place.</summary>
    public bool ShowsTables { get; init; }

    /// <summary>Where the variants of an aggregate are looked up.</summary>
    public FunctionRegistry Functions { get; init; } = FunctionRegistry.BuiltIn;

    /// <summary>Rules that are switched off, by name, for tests and for finding a wrong rule.</summary>
    public IReadOnlySet<string> DisabledRules { get; init; } = new HashSet<string>();
}
