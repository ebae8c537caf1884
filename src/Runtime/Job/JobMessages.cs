using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>To the job master: deploy.</summary>
internal sealed record StartJob(Attempt Attempt) : Message;

/// <summary>To the job master: end the job.</summary>
internal sealed record CancelJob : Message
{
    public static readonly CancelJob Instance = new();
}

/// <summary>To the job master: tell the sources of a vertex how far their alignment group is.</summary>
internal sealed record AlignmentDue(Attempt Attempt, int Vertex) : Message;
