namespace FlinkSql.Runtime.Job;

/// <summary>Where a job stands. The last three are final.</summary>
public enum JobState
{
    Created,
    Running,

    /// <summary>On the way back to <see cref="Running"/> after a failure.</summary>
    Restarting,

    /// <summary>On the way to <see cref="Failed"/>: the other tasks are being closed.</summary>
    Failing,

    /// <summary>On the way to <see cref="Cancelled"/>.</summary>
    Cancelling,
    Finished,
    Failed,
    Cancelled,
}
