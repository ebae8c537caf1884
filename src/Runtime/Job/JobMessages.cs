using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Job;

/// <summary>To the job master: deploy.</summary>
internal sealed record StartJob(Attempt Attempt) : Message;

/// <summary>To the job master: end the job.</summary>
internal sealed record CancelJob(Attempt Attempt) : Message;

/// <summary>To the job master: send a barrier from all sources.</summary>
internal sealed record TriggerBarrierNow(Attempt Attempt, long Id) : Message;

/// <summary>To the job master: tell the sources of a vertex how far their alignment group is.</summary>
internal sealed record AlignmentDue(Attempt Attempt, int Vertex) : Message;
