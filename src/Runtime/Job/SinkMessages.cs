using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>What a <see cref="Committer"/> does to the sinks of a job.</summary>
internal enum SinkWork
{
    /// <summary>Commits what the restored checkpoint holds, and removes what former runs have left.</summary>
    Recover,

    /// <summary>Commits what a checkpoint holds that was stored.</summary>
    Commit,

    /// <summary>Commits the rest: all rows have been written.</summary>
    CommitLast,

    /// <summary>Commits what the newest checkpoint holds, and removes what is not to become visible.</summary>
    Abort,
}

/// <summary>To the job master: the sinks are done with something, or why not.</summary>
internal sealed record SinksDone(Attempt Attempt, SinkWork Work, long CheckpointId, Exception? Failure) : Message
{
    public override string ToString() => $"sinks of {Attempt}: {Work} {CheckpointId} done";
}
