using FlinkSql.Runtime.Scheduling;
using FlinkSql.Runtime.Tasks;

namespace FlinkSql.Runtime.Job;

/// <summary>To the job master: begin.</summary>
/// <param name="Recovers">Whether a former master may have stored checkpoints from which to go on.</param>
internal sealed record StartJob(bool Recovers) : Message;

/// <summary>To the job master: end the job.</summary>
internal sealed record CancelJob : Message
{
    public static readonly CancelJob Instance = new();
}

/// <summary>To the job master: the splits of the sources are listed, or why not.</summary>
internal sealed record SplitsListed(
    Attempt Attempt, IReadOnlyDictionary<int, SplitDeployment> Splits, Exception? Failure) : Message
{
    public override string ToString() => $"splits of {Attempt} listed";
}

/// <summary>To the job master: a region that failed may be started again.</summary>
internal sealed record RegionDue(Attempt Attempt) : Message;

/// <summary>To the job master: the splits for a region that is started again.</summary>
internal sealed record RegionSplitsListed(Attempt Attempt, SplitsListed Listed) : Message
{
    public override string ToString() => $"splits for region {Attempt.Region} of {Attempt} listed";
}

/// <summary>To the job master: there may be slots now for a job that waits for them.</summary>
internal sealed record SlotsChanged : Message
{
    public static readonly SlotsChanged Instance = new();
}

/// <summary>To the job master: ask the nodes for a sign of life again.</summary>
internal sealed record HeartbeatDue(Attempt Attempt) : Message;

/// <summary>To the job master: tell the sources of a vertex how far their alignment group is.</summary>
internal sealed record AlignmentDue(Attempt Attempt, int Vertex) : Message;
