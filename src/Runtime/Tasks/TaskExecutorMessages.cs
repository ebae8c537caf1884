using FlinkSql.Runtime.Job;
using FlinkSql.Runtime.Scheduling;

namespace FlinkSql.Runtime.Tasks;

/// <summary>To a TaskManager: close what runs of an attempt, and forget it.</summary>
internal sealed record CancelAttempt(Attempt Attempt) : Message;

/// <summary>To a TaskManager: the job master is alive, and wants to know the same.</summary>
internal sealed record Heartbeat(Attempt Attempt) : Message;

/// <summary>To the job master: the TaskManager of a node is alive.</summary>
internal sealed record HeartbeatAnswer(Attempt Attempt, Cluster.NodeId Node) : Message;

/// <summary>To the job master: a newer attempt of the job is known, so nothing of this one is run.</summary>
internal sealed record AttemptRefused(Attempt Attempt, Attempt Newer) : Message;

/// <summary>To the TaskManager itself: what a report says is in files now, or could not be written.</summary>
internal sealed record ReportReady(TaskReport Report) : Message
{
    public override void Discard() => Report.Discard();

    public override string ToString() => $"ready: {Report}";
}

/// <summary>To the TaskManager itself: look whether the job master has been silent for too long.</summary>
internal sealed record SilenceDue(Attempt Attempt) : Message;
