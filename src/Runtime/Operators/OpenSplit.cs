using FlinkSql.Runtime.Connect;

namespace FlinkSql.Runtime.Operators;

/// <summary>A split that is being read, and when it is worth reading again.</summary>
internal sealed class OpenSplit(ISplitReader reader, SplitMetrics metrics, TimeProvider clock)
{
    private long _waitingSince;
    private TimeSpan _wait;

    public ISplitReader Reader { get; } = reader;

    public SplitMetrics Metrics { get; } = metrics;

    /// <summary>How long it has been known to have no rows.</summary>
    public TimeSpan Quiet => clock.GetElapsedTime(QuietSince);

    private long QuietSince { get; set; } = clock.GetTimestamp();

    /// <summary>How long until it is worth reading; zero or less is now.</summary>
    public TimeSpan UntilDue =>
        _wait == TimeSpan.Zero ? TimeSpan.Zero : _wait - clock.GetElapsedTime(_waitingSince);

    /// <summary>Whether there were rows until now nobody knows, or there are.</summary>
    public void RestartQuiet() => QuietSince = clock.GetTimestamp();

    public void WaitFor(TimeSpan delay)
    {
        _wait = delay;
        _waitingSince = clock.GetTimestamp();
    }
}
