using System.Globalization;
using FlinkSql.Engine.Recovery;
using FlinkSql.Planner;
using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.State;

namespace FlinkSql.Engine;

/// <summary>The options a session has set, over the defaults of <see cref="SettingCatalog"/>.</summary>
public sealed class SessionSettings
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>
    /// Whether whoever runs the session shows results as tables that change in place: queries whose result changes then
    /// give the whole of it again and again.
    /// </summary>
    public bool ShowsTables { get; set; }

    /// <summary>What is set, by key.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Sets an option.</summary>
    /// <returns>A note for the user when the option changes nothing here, else null.</returns>
    /// <exception cref="SettingException">The key or the value is wrong.</exception>
    public string? Set(string key, string value)
    {
        SettingDefinition definition = SettingCatalog.Find(key) ?? throw SettingException.UnknownKey(key);
        Check(definition, value);
        _values[definition.Key] = value;
        return definition.NoEffect is null ? null : $"'{key}' changes nothing here: {definition.NoEffect}";
    }

    /// <summary>Takes an option back to its default.</summary>
    /// <exception cref="SettingException">The key is wrong.</exception>
    public void Reset(string key)
    {
        SettingDefinition definition = SettingCatalog.Find(key) ?? throw SettingException.UnknownKey(key);
        _values.Remove(definition.Key);
    }

    /// <summary>Takes every option back to its default.</summary>
    public void ResetAll() => _values.Clear();

    /// <summary>The value of an option, or its default; null when it has none.</summary>
    public string? Get(string key) =>
        SettingCatalog.Find(key) is { } definition ? _values.GetValueOrDefault(definition.Key) ?? definition.Default : null;

    public int Number(string key) => int.Parse(Get(key)!, CultureInfo.InvariantCulture);

    public bool Flag(string key) => bool.Parse(Get(key)!);

    public TimeSpan Duration(string key) =>
        SettingValues.TryDuration(Get(key)!, out TimeSpan value) ? value : default;

    public TimeZoneInfo Zone =>
        SettingValues.TryTimeZone(Get("table.local-time-zone")!, out TimeZoneInfo zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The settings of a job made now.</summary>
    public JobSettings ToJobSettings()
    {
        SettingValues.TryMemory(Get("taskmanager.memory.managed.size")!, out long memory);
        SettingValues.TryMemory(Get("table.exec.late-rows.memory")!, out long lateRows);
        return new JobSettings
        {
            BatchSize = Number("table.exec.batch-size"),
            BufferTimeout = Duration("execution.buffer-timeout"),
            MaxParallelism = Number("pipeline.max-parallelism"),
            IdleTimeout = Duration("table.exec.source.idle-timeout"),
            WatermarkInterval = Duration("pipeline.auto-watermark-interval"),
            Zone = Zone,
            StateTtl = new StateTtl((long)Duration("table.exec.state.ttl").TotalMilliseconds),
            LateRowCapacity = Number("table.exec.late-rows.capacity"),
            LateRowMemory = lateRows,
            SlotMemory = memory / Number("taskmanager.numberOfTaskSlots"),
            StateBackend = RecoveryOptions.State(this),
            Checkpoints = RecoveryOptions.Checkpoints(this),
            Restart = RecoveryOptions.Restart(this),
            RegionFailover = RecoveryOptions.RegionFailover(this),
        };
    }

    /// <summary>The settings of a plan made now.</summary>
    public PlannerOptions ToPlannerOptions() => new()
    {
        Parallelism = Number("parallelism.default"),
        Chaining = Flag("pipeline.operator-chaining"),
        IdleTimeout = Duration("table.exec.source.idle-timeout"),
        WatermarkInterval = Duration("pipeline.auto-watermark-interval"),
        CheckpointInterval = RecoveryOptions.Checkpoints(this).Interval,
        UsesRocksDb = RecoveryOptions.UsesRocksDb(this),
        StateTtl = Duration("table.exec.state.ttl"),
        KeepsExchanges = RecoveryOptions.Checkpoints(this) is { Interval: not null, Unaligned: true },
        SourceEventsDuplicate = Flag("table.exec.source.cdc-events-duplicate"),
        Zone = Zone,
        Emission = new EmissionSettings
        {
            EarlyFire = Flag(EmissionSettings.EarlyFireKey),
            EarlyDelay = Milliseconds(EmissionSettings.EarlyDelayKey),
            LateFire = Flag(EmissionSettings.LateFireKey),
            LateDelay = Milliseconds(EmissionSettings.LateDelayKey),
            AllowLateness = Milliseconds(EmissionSettings.LatenessKey),
        },
        Output = OutputSettings.Request(Get("table.exec.output-mode"), Get("table.exec.output-trigger")),
        ShowsTables = ShowsTables,
        DisabledRules = Get("table.optimizer.disabled-rules")!
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
    };

    private long? Milliseconds(string key) => Get(key) is null ? null : (long)Duration(key).TotalMilliseconds;

    private static void Check(SettingDefinition definition, string value)
    {
        (bool valid, string expected) = definition.Kind switch
        {
            SettingKind.Number => (
                int.TryParse(value, CultureInfo.InvariantCulture, out int number) && number >= definition.Least, $"a whole number from {definition.Least}"),
            SettingKind.Flag => (SettingValues.TryFlag(value, out _), "true or false"),
            SettingKind.Duration => (
                SettingValues.TryDuration(value, out TimeSpan length)
                    && !(definition.NotNegative && length < TimeSpan.Zero) && !(length < definition.Shortest),
                definition.Shortest is { TotalMilliseconds: > 1 } least
                    ? $"a duration of at least {least.TotalMilliseconds} ms"
                    : "a duration such as 10 s or 500 ms"),
            SettingKind.Factor => (
                double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor)
                    && (factor >= 1 || definition.OnlyDefault is not null), "a number from 1, such as 1.5"),
            SettingKind.Memory => (SettingValues.TryMemory(value, out _), "a size such as 512 mb"),
            SettingKind.Trigger => (OutputSettings.TryTrigger(value, out _), OutputSettings.Triggers),
            SettingKind.TimeZone => (
                SettingValues.TryTimeZone(value, out _), "a time zone such as UTC, Europe/Paris or +02:00"),
            SettingKind.Choice => (
                definition.Choices.Contains(value, StringComparer.OrdinalIgnoreCase),
                string.Join(" or ", definition.Choices)),
            _ => (true, ""),
        };
        if (!valid)
        {
            throw SettingException.WrongValue(definition, value, expected);
        }

        if (definition.OnlyDefault is not null && !IsDefault(definition, value))
        {
            throw SettingException.OnlyDefault(definition, value);
        }
    }

    private static bool IsDefault(SettingDefinition definition, string value) =>
        definition.Default is { } usual
        && (definition.Kind == SettingKind.Duration
            && SettingValues.TryDuration(value, out TimeSpan given) && SettingValues.TryDuration(usual, out TimeSpan expected)
                ? given == expected
                : string.Equals(value, usual, StringComparison.OrdinalIgnoreCase));
}
