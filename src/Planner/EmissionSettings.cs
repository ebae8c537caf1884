namespace FlinkSql.Planner;

/// <summary>
/// The settings <c>table.exec.emit.*</c>: when windows fire besides at their end. All lengths are in milliseconds; what
/// is not set is null.
/// </summary>
public sealed record EmissionSettings
{
    public const string EarlyFireKey = "table.exec.emit.early-fire.enabled";
    public const string EarlyDelayKey = "table.exec.emit.early-fire.delay";
    public const string LateFireKey = "table.exec.emit.late-fire.enabled";
    public const string LateDelayKey = "table.exec.emit.late-fire.delay";
    public const string LatenessKey = "table.exec.emit.allow-lateness";

    /// <summary>Nothing is set: each window fires once, at its end.</summary>
    public static readonly EmissionSettings None = new();

    /// <summary>Whether windows fire before their end.</summary>
    public bool EarlyFire { get; init; }

    /// <summary>How long changes wait before the end; 0 fires at every row.</summary>
    public long? EarlyDelay { get; init; }

    /// <summary>Whether windows fire again for rows behind their end.</summary>
    public bool LateFire { get; init; }

    /// <summary>How long changes wait behind the end; 0 fires at every row.</summary>
    public long? LateDelay { get; init; }

    /// <summary>How long after its end a window takes rows.</summary>
    public long? AllowLateness { get; init; }

    /// <summary>The keys of what is set.</summary>
    public IEnumerable<string> Keys()
    {
        (bool Set, string Key)[] all =
        [
            (EarlyFire, EarlyFireKey), (EarlyDelay is not null, EarlyDelayKey), (LateFire, LateFireKey),
            (LateDelay is not null, LateDelayKey), (AllowLateness is not null, LatenessKey),
        ];
        return all.Where(each => each.Set).Select(each => each.Key);
    }
}
