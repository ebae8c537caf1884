namespace FlinkSql.Runtime.Job;

/// <summary>A region that has failed, and how far its restart is.</summary>
internal sealed class RegionRestart(int region, TimeSpan wait)
{
    public int Region => region;

    /// <summary>How long to wait once its tasks are closed.</summary>
    public TimeSpan Wait => wait;

    public RegionStep Step { get; set; }

    /// <summary>The new run; the former one until that is begun.</summary>
    public Attempt Attempt { get; set; }
}

/// <summary>The steps of the restart of a region.</summary>
internal enum RegionStep
{
    /// <summary>Its tasks are told to close.</summary>
    Closing,

    /// <summary>All are closed, and the restart strategy lets it wait.</summary>
    Waiting,

    /// <summary>It may be begun, once no checkpoint is under way and the sinks have time.</summary>
    Due,

    /// <summary>The splits of its sources are being listed.</summary>
    Listing,

    /// <summary>Its tasks are being made.</summary>
    Deploying,

    /// <summary>All tasks are made; its sinks are to commit what the checkpoint holds and to remove what was left.</summary>
    Deployed,

    /// <summary>The sinks do that.</summary>
    Recovering,
}
