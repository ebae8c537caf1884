using FlinkSql.Engine.Recovery;
using FlinkSql.Planner;

namespace FlinkSql.Engine;

/// <summary>Every option that SET understands, in one list.</summary>
public static class SettingCatalog
{
    /// <summary>What a row without an event time does; an extension, as Flink always fails.</summary>
    public const string NullRowtime = "table.exec.source.null-rowtime";

    private const string OneWay = "there is one way to carry this out here, and its results are the same";
    private const string PerRow = "updating operators emit each change; what is left of the changes is the same";

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("parallelism.default", SettingKind.Number, "1", "subtasks per operator"),
        new("pipeline.max-parallelism", SettingKind.Number, "128", "key groups; the most subtasks a job can ever have"),
        new("pipeline.operator-chaining", SettingKind.Flag, "true", "run operators that follow each other in one task"),
        new("pipeline.auto-watermark-interval", SettingKind.Duration, "200 ms", "how far watermarks advance before they are sent on; 0 sends every advance"),
        new("pipeline.name", SettingKind.Text, null, "name of the next job"),
        new("execution.buffer-timeout", SettingKind.Duration, "100 ms", "how long rows wait for a full batch; 0 never, -1 always"),
        new("execution.runtime-mode", SettingKind.Choice, "streaming", "how queries run") { Choices = ["streaming"] },
        new("taskmanager.numberOfTaskSlots", SettingKind.Number, "4", "slots; a job needs as many as its highest parallelism"),
        new("taskmanager.memory.managed.size", SettingKind.Memory, "4 gb", "memory of all slots together"),
        new("table.local-time-zone", SettingKind.TimeZone, "UTC", "the session time zone"),
        new("table.exec.batch-size", SettingKind.Number, "4096", "rows in a full batch; results do not depend on it"),
        new("table.exec.late-rows.capacity", SettingKind.Number, "100000", "late rows kept of each operator, for late_rows('query')"),
        new("table.exec.late-rows.memory", SettingKind.Memory, "64 mb", "memory of late rows kept of each operator"),
        new("table.exec.source.idle-timeout", SettingKind.Duration, "30 s", "a split without rows for so long holds no watermark back; 0 turns it off"),
        new(NullRowtime, SettingKind.Choice, "FAIL", "what a row whose event time is NULL does; not in Flink, which fails") { Choices = ["FAIL", "DROP", "KEEP"] },
        new(EmissionSettings.EarlyFireKey, SettingKind.Flag, "false", "windows fire before their end"),
        new(EmissionSettings.EarlyDelayKey, SettingKind.Duration, null, "how long changes of a window wait before its end; 0 fires at every row") { NotNegative = true },
        new(EmissionSettings.LateFireKey, SettingKind.Flag, "false", "windows fire again for rows behind their end"),
        new(EmissionSettings.LateDelayKey, SettingKind.Duration, null, "how long changes of a window wait behind its end; 0 fires at every row") { NotNegative = true },
        new(EmissionSettings.LatenessKey, SettingKind.Duration, null, "how long after its end a window takes rows; without late-fire it is emitted once, that much later") { NotNegative = true },
        new("table.exec.output-mode", SettingKind.Choice, null, "what results hold where neither EMIT nor the table says it; else changelog") { Choices = ["append", "update", "complete", "changelog"] },
        new("table.exec.output-trigger", SettingKind.Trigger, null, "when the modes update and complete hand rows on; else the watermark or 1 s"),
        new("table.exec.state.ttl", SettingKind.Duration, "0 ms", "how long the state of a key is kept that nobody writes; 0 for ever") { NotNegative = true },
        new("table.exec.sink.not-null-enforcer", SettingKind.Choice, "ERROR", "what a NULL in a NOT NULL column does") { Choices = ["ERROR", "DROP"] },
        new("table.exec.source.cdc-events-duplicate", SettingKind.Flag, "false", "a change source with a key may repeat events"),
        new("table.dml-sync", SettingKind.Flag, "false", "whether INSERT at the prompt waits until the job ends; in a script it always does"),
        new("table.debug-code", SettingKind.Flag, "false", "generate code with exact line numbers"),
        new("table.optimizer.disabled-rules", SettingKind.Text, "", "rules to leave out, separated by commas"),
        new("sql-client.execution.result-mode", SettingKind.Choice, "tableau", "how the command prints results without --format: as they come, with kinds, or as a table that changes in place") { Choices = ["tableau", "changelog", "table"] },

        new("table.optimizer.agg-phase-strategy", SettingKind.Choice, "AUTO", "one or two aggregation steps") { Choices = ["AUTO", "ONE_PHASE", "TWO_PHASE"], NoEffect = OneWay },
        new("table.optimizer.distinct-agg.split.enabled", SettingKind.Flag, "false", "split DISTINCT aggregates") { NoEffect = OneWay },
        new("table.optimizer.incremental-agg-enabled", SettingKind.Flag, "true", "incremental second step") { NoEffect = OneWay },
        new("table.optimizer.reuse-source-enabled", SettingKind.Flag, "true", "share scans") { NoEffect = "equal scans are always shared" },
        new("table.optimizer.reuse-sub-plan-enabled", SettingKind.Flag, "true", "share sub-plans") { NoEffect = "equal sub-plans are always shared" },
        new("table.optimizer.source.predicate-pushdown-enabled", SettingKind.Flag, "true", "push filters down") { NoEffect = OneWay },
        new("table.exec.mini-batch.enabled", SettingKind.Flag, "false", "emit the net change of a bundle") { NoEffect = PerRow },
        new("table.exec.mini-batch.allow-latency", SettingKind.Duration, "0 ms", "how long a bundle waits") { NoEffect = PerRow },
        new("table.exec.mini-batch.size", SettingKind.Number, "-1", "rows in a bundle") { NoEffect = PerRow },
        .. RecoveryOptions.All,
        new("state.backend.type", SettingKind.Choice, "hashmap", "where the groups of GROUP BY live: in memory, or beyond that in RocksDB on the disk") { Choices = ["hashmap", "rocksdb"] },
        new(RecoveryOptions.RocksDbDirectory, SettingKind.Text, null, "an existing folder for the scratch files of RocksDB; the system's folder for such unless set"),
    ];

    private static readonly Dictionary<string, SettingDefinition> ByKey = All.ToDictionary(setting => setting.Key);

    /// <summary>The option of a key, or of a former name that Flink still takes for it.</summary>
    public static SettingDefinition? Find(string key) => ByKey.GetValueOrDefault(RecoveryOptions.Present(key));
}
