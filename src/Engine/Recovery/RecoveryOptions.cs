using System.Globalization;
using FlinkSql.Runtime.Checkpoints;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.State;

namespace FlinkSql.Engine.Recovery;

/// <summary>The options of checkpoints, savepoints and restarts, by Flink's names, and what they make of a job.</summary>
internal static class RecoveryOptions
{
    public const string Interval = "execution.checkpointing.interval";
    public const string Directory = "execution.checkpointing.dir";
    public const string SavepointDirectory = "execution.checkpointing.savepoint-dir";
    public const string Retained = "execution.checkpointing.num-retained";
    public const string RestorePath = "execution.state-recovery.path";
    public const string Backend = "state.backend.type";
    public const string RocksDbDirectory = "state.backend.rocksdb.localdir";
    public const string IgnoreUnclaimed = "execution.state-recovery.ignore-unclaimed-state";

    private const string Incremental = "execution.checkpointing.incremental";
    private const string Timeout = "execution.checkpointing.timeout";
    private const string MinPause = "execution.checkpointing.min-pause";
    private const string Tolerable = "execution.checkpointing.tolerable-failed-checkpoints";
    private const string Unaligned = "execution.checkpointing.unaligned.enabled";
    private const string AlignedTimeout = "execution.checkpointing.aligned-checkpoint-timeout";
    private const string Failover = "jobmanager.execution.failover-strategy";
    private const string RestartType = "restart-strategy.type";
    private const string Fixed = "restart-strategy.fixed-delay.";
    private const string Rate = "restart-strategy.failure-rate.";
    private const string Exponential = "restart-strategy.exponential-delay.";

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new(Interval, SettingKind.Duration, null, "how often to take checkpoints; none unless set") { Shortest = TimeSpan.FromMilliseconds(10) },
        new(Timeout, SettingKind.Duration, "10 min", "after how long a checkpoint is given up") { Shortest = TimeSpan.FromMilliseconds(1) },
        new(MinPause, SettingKind.Duration, "0 ms", "the least time from the end of a checkpoint to the start of the next") { NotNegative = true },
        new(Tolerable, SettingKind.Number, "0", "checkpoints that may fail in a row before the job does") { Least = 0 },
        new(Directory, SettingKind.Text, null, "where checkpoints are kept, a folder for each job; in memory unless set, for restarts within the process alone"),
        new(SavepointDirectory, SettingKind.Text, null, "where savepoints go that are asked for without a path"),
        new(Retained, SettingKind.Number, "1", "completed checkpoints that are kept"),
        new("execution.checkpointing.mode", SettingKind.Choice, "EXACTLY_ONCE", "the guarantee for state") { Choices = ["EXACTLY_ONCE", "AT_LEAST_ONCE"], OnlyDefault = "state is always exactly once, which costs no more here" },
        new("execution.checkpointing.max-concurrent-checkpoints", SettingKind.Number, "1", "checkpoints under way at a time") { OnlyDefault = "one checkpoint is under way at a time" },
        new(AlignedTimeout, SettingKind.Duration, "0 ms", "how old a checkpoint is before its barriers overtake rows") { NotNegative = true },
        new(Unaligned, SettingKind.Flag, "false", "whether barriers overtake rows that wait, which are then kept in the checkpoint"),
        new(Incremental, SettingKind.Flag, "false", "whether checkpoints write only what has changed"),
        new("execution.checkpointing.externalized-checkpoint-retention", SettingKind.Choice, "RETAIN_ON_CANCELLATION", "what becomes of checkpoints when a job ends") { Choices = ["RETAIN_ON_CANCELLATION", "DELETE_ON_CANCELLATION", "NO_EXTERNALIZED_CHECKPOINTS"], OnlyDefault = "the newest checkpoints stay however a job ends, for the run that continues it" },
        new(RestorePath, SettingKind.Text, null, "the checkpoint or savepoint that jobs continue from; 'latest' is the newest of the job, or the beginning without one"),
        new(IgnoreUnclaimed, SettingKind.Flag, "false", "whether state of operators that are gone may be dropped"),
        new(Failover, SettingKind.Choice, "region", "what of a job is started again after a failure: the part of it that rows connect with what failed, or all") { Choices = ["region", "full"] },
        new(RestartType, SettingKind.Choice, null, "when a job that failed is started again; exponential-delay with checkpoints, else none") { Choices = ["none", "off", "disable", "fixed-delay", "fixeddelay", "failure-rate", "failurerate", "exponential-delay", "exponentialdelay"] },
        new(Fixed + "attempts", SettingKind.Number, "1", "restarts before the job fails"),
        new(Fixed + "delay", SettingKind.Duration, "1 s", "how long to wait before each") { NotNegative = true },
        new(Rate + "max-failures-per-interval", SettingKind.Number, "1", "failures within the interval before the job fails"),
        new(Rate + "failure-rate-interval", SettingKind.Duration, "1 min", "the interval") { NotNegative = true },
        new(Rate + "delay", SettingKind.Duration, "1 s", "how long to wait before each restart") { NotNegative = true },
        new(Exponential + "initial-backoff", SettingKind.Duration, "1 s", "how long to wait before the first restart") { Shortest = TimeSpan.FromMilliseconds(1) },
        new(Exponential + "max-backoff", SettingKind.Duration, "1 min", "the longest wait") { Shortest = TimeSpan.FromMilliseconds(1) },
        new(Exponential + "backoff-multiplier", SettingKind.Factor, "1.5", "how the wait grows from failure to failure"),
        new(Exponential + "reset-backoff-threshold", SettingKind.Duration, "1 h", "after how long without a failure the waits begin anew") { NotNegative = true },
        new(Exponential + "attempts-before-reset-backoff", SettingKind.Number, "10", "restarts before the job fails; in Flink any number"),
        new(Exponential + "jitter-factor", SettingKind.Factor, "0", "a random part of the wait") { OnlyDefault = "one process restarts its own jobs, which need not be spread in time" },
    ];

    private static readonly Dictionary<string, string> FormerNames = new()
    {
        ["state.checkpoints.dir"] = Directory,
        ["state.savepoints.dir"] = SavepointDirectory,
        ["state.checkpoints.num-retained"] = Retained,
        ["execution.savepoint.path"] = RestorePath,
        ["execution.savepoint.ignore-unclaimed-state"] = IgnoreUnclaimed,
        ["execution.checkpointing.unaligned"] = Unaligned,
        ["state.backend"] = "state.backend.type",
        ["state.backend.incremental"] = "execution.checkpointing.incremental",
        ["restart-strategy"] = RestartType,
    };

    /// <summary>The present name of an option.</summary>
    public static string Present(string key) => FormerNames.GetValueOrDefault(key, key);

    /// <summary>How a job takes checkpoints.</summary>
    public static CheckpointSettings Checkpoints(SessionSettings settings) => new()
    {
        Interval = settings.Get(Interval) is null ? null : settings.Duration(Interval),
        Timeout = settings.Duration(Timeout),
        MinPause = settings.Duration(MinPause),
        TolerableFailures = settings.Number(Tolerable),
        Incremental = settings.Flag(Incremental),
        Unaligned = settings.Flag(Unaligned),
        AlignedTimeout = settings.Duration(AlignedTimeout),
    };

    /// <summary>Whether a part of a job that fails is started again alone.</summary>
    public static bool RegionFailover(SessionSettings settings) =>
        !string.Equals(settings.Get(Failover), "full", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where groups are kept.</summary>
    public static StateBackend State(SessionSettings settings) => UsesRocksDb(settings)
        ? new StateBackend { RocksDb = true, LocalDirectory = Folder(settings, RocksDbDirectory) ?? Path.GetTempPath() }
        : StateBackend.Memory;

    /// <summary>When a job is started again.</summary>
    public static RestartStrategy Restart(SessionSettings settings) => Strategy(settings) switch
    {
        Fixed => new FixedDelayRestart(settings.Number(Fixed + "attempts"), settings.Duration(Fixed + "delay")),
        Rate => new FailureRateRestart(
            settings.Number(Rate + "max-failures-per-interval"),
            settings.Duration(Rate + "failure-rate-interval"),
            settings.Duration(Rate + "delay")),
        Exponential => new ExponentialDelayRestart(
            settings.Duration(Exponential + "initial-backoff"),
            settings.Duration(Exponential + "max-backoff"),
            double.Parse(settings.Get(Exponential + "backoff-multiplier")!, CultureInfo.InvariantCulture),
            settings.Duration(Exponential + "reset-backoff-threshold"),
            settings.Number(Exponential + "attempts-before-reset-backoff")),
        _ => RestartStrategy.None,
    };

    /// <summary>Refuses options that have no effect beside the others.</summary>
    /// <exception cref="SettingException">There is one.</exception>
    public static void Check(SessionSettings settings)
    {
        if (settings.Flag(Incremental) && UsesRocksDb(settings))
        {
            throw SettingException.Together(
                $"'{Incremental}' has no effect: checkpoints of RocksDB hold all state",
                $"SET '{Backend}' = 'hashmap', or RESET '{Incremental}'");
        }

        if (UsesRocksDb(settings) && !StateBackend.IsRocksDbInstalled)
        {
            throw SettingException.NotInstalled();
        }

        if (settings.Get(RocksDbDirectory) is not null && !UsesRocksDb(settings))
        {
            throw SettingException.Together(
                $"'{RocksDbDirectory}' has no effect without RocksDB",
                $"SET '{Backend}' = 'rocksdb', or RESET '{RocksDbDirectory}'");
        }

        string strategy = Strategy(settings);
        foreach (string key in settings.Values.Keys.Order(StringComparer.Ordinal))
        {
            string? group = new[] { Fixed, Rate, Exponential }.FirstOrDefault(group => key.StartsWith(group, StringComparison.Ordinal));
            if (group is not null && group != strategy)
            {
                string type = group["restart-strategy.".Length..^1];
                throw SettingException.Together(
                    $"'{key}' has no effect: the restart strategy is {TypeOf(settings)}",
                    $"SET '{RestartType}' = '{type}', or RESET '{key}'");
            }

            string? missing = Needs(settings, key);
            if (missing is not null)
            {
                throw SettingException.Together(
                    $"'{key}' has no effect without '{missing}'", $"SET '{missing}', or RESET '{key}'");
            }
        }
    }

    /// <summary>Whether groups are to lie in RocksDB.</summary>
    public static bool UsesRocksDb(SessionSettings settings) =>
        string.Equals(settings.Get(Backend), "rocksdb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The option without which another one has no effect, where that is not set.</summary>
    private static string? Needs(SessionSettings settings, string key) => key switch
    {
        MinPause or Tolerable or Incremental when settings.Get(Interval) is null => Interval,
        Unaligned when settings.Flag(Unaligned) && settings.Get(Interval) is null => Interval,
        AlignedTimeout when !settings.Flag(Unaligned) => Unaligned,
        Retained or Incremental when settings.Get(Directory) is null => Directory,
        _ => null,
    };

    /// <summary>The path of a folder that an option names; null where it is not set.</summary>
    public static string? Folder(SessionSettings settings, string key) =>
        settings.Get(key) is { } value ? FullPath(value) : null;

    /// <summary>A path, which may be given as a file URI.</summary>
    public static string FullPath(string value) =>
        Path.GetFullPath(value.StartsWith("file:", StringComparison.Ordinal) ? new Uri(value).LocalPath : value);

    private static string Strategy(SessionSettings settings) => TypeOf(settings) switch
    {
        "fixed-delay" or "fixeddelay" => Fixed,
        "failure-rate" or "failurerate" => Rate,
        "exponential-delay" or "exponentialdelay" => Exponential,
        _ => "",
    };

    private static string TypeOf(SessionSettings settings) =>
        settings.Get(RestartType)?.ToLowerInvariant() ?? (settings.Get(Interval) is null ? "none" : "exponential-delay");
}
